import type { CustomerDraft } from '../../model/customer.ts'
import type { Mapped } from '../contract.ts'
import { missing } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { customerName, documentOf, personalDay } from '../kit/people.ts'
import { parseTimestamp } from '../kit/time.ts'
import { customerSchema, type DutchieCustomer } from './people-schema.ts'

const statuses = new Map<string, CustomerDraft['status']>([
  ['ACTIVE', 'active'],
  ['CANCELLED', 'inactive'],
  ['HOLD', 'inactive'],
  ['BANNED', 'banned'],
])

/** A customer of Dutchie → one draft. The driver's licence comes as a hash only, so there is none. */
export function mapCustomer(payload: unknown): Mapped<CustomerDraft> {
  const { record, issues } = parseLeniently(customerSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable customer' }
  const recordName = customerName(record.customerId)
  if (record.customerId === null) {
    issues.push(missing('customerId', 'the customer was left out'))
    return { draft: null, issues, recordName }
  }
  const utc = (value: string | null) => (value === null ? null : parseTimestamp(value, 'UTC'))
  const cardUntil = personalDay(record.mmjidExpirationDate, 'mmjidExpirationDate', issues)
  const draft: CustomerDraft = {
    sourceId: record.customerId,
    firstName: record.firstName ?? (record.lastName === null ? record.name : null),
    lastName: record.lastName,
    email: record.emailAddress,
    phone: record.cellPhone ?? record.phone,
    bornOn: personalDay(record.dateOfBirth, 'dateOfBirth', issues),
    status: statusOf(record),
    customerType: typeOf(record),
    medicalCard: documentOf(record.mmjidNumber, null, cardUntil),
    driversLicense: null,
    address: addressOf(record),
    consent: { email: record.optedIntoMarketing, sms: record.optedIntoMarketing },
    loyaltyPoints: null,
    sourceCreatedAt: utc(record.creationDate),
    sourceUpdatedAt: utc(record.lastModifiedDateUTC ?? record.lastModifiedDateUtc),
  }
  return { draft, issues, recordName }
}

function statusOf({ status, mergedIntoCustomerId }: DutchieCustomer): CustomerDraft['status'] {
  if (mergedIntoCustomerId !== null) return 'deleted'
  return statuses.get(status?.toUpperCase() ?? '') ?? 'active'
}

/** Operators name their own types; only the two words are common. */
function typeOf({ customerType }: DutchieCustomer): CustomerDraft['customerType'] {
  if (customerType === null) return null
  if (/medical|patient|caregiver/i.test(customerType)) return 'medical'
  return /rec|adult|retail/i.test(customerType) ? 'adult' : null
}

function addressOf(record: DutchieCustomer): CustomerDraft['address'] {
  const lines = [record.address1, record.address2].filter((line) => line !== null)
  const { city, state: region, postalCode } = record
  if (lines.length === 0 && city === null && postalCode === null) return null
  return { lines, city, region, postalCode, country: null }
}
