import type { CustomerDraft } from '../../model/customer.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { missing } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { customerName, documentOf, personalDay } from '../kit/people.ts'
import { parseTimestamp } from '../kit/time.ts'
import { customerSchema, type FlowhubCustomer } from './people-schema.ts'

/** A customer of Flowhub → one draft. They belong to the whole client, not to one store. */
export function mapCustomer(payload: unknown, { timeZone }: MapContext): Mapped<CustomerDraft> {
  const { record, issues } = parseLeniently(customerSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable customer' }
  const recordName = customerName(record.id)
  if (record.id === null) {
    issues.push(missing('id', 'the customer was left out'))
    return { draft: null, issues, recordName }
  }
  const time = (value: string | null) => (value === null ? null : parseTimestamp(value, timeZone))
  const medUntil = personalDay(record.medIdExpiration, 'medIdExpiration', issues)
  const stateIdUntil = personalDay(record.stateIdExpiration, 'stateIdExpiration', issues)
  const draft: CustomerDraft = {
    sourceId: record.id,
    ...namesOf(record),
    email: record.email,
    phone: record.phone,
    bornOn: personalDay(record.birthDate, 'birthDate', issues),
    status: 'active',
    customerType: typeOf(record.type),
    medicalCard: documentOf(record.medId, record.state, medUntil),
    driversLicense: documentOf(record.stateId, record.state, stateIdUntil),
    address: addressOf(record),
    consent: { email: record.consentsToPromotionalEmail, sms: record.consentsToPromotionalSMS },
    loyaltyPoints: record.loyaltyPoints,
    sourceCreatedAt: time(record.createdAt),
    sourceUpdatedAt: time(record.updatedAt),
  }
  return { draft, issues, recordName }
}

/** One field holds the whole name. The first word is taken as the first name, so that both together stay as written. */
function namesOf({ name }: FlowhubCustomer): { firstName: string | null; lastName: string | null } {
  const [, first = null, last = ''] = /^(\S+)\s*(.*)$/s.exec(name ?? '') ?? []
  return { firstName: first, lastName: last === '' ? null : last }
}

/** `medCustomer` and `recCustomer`. */
export function typeOf(type: string | null): CustomerDraft['customerType'] {
  if (type === null) return null
  if (/^med/i.test(type)) return 'medical'
  return /^rec/i.test(type) ? 'adult' : null
}

function addressOf(record: FlowhubCustomer): CustomerDraft['address'] {
  const lines = [record.streetAddress1, record.streetAddress2].filter((line) => line !== null)
  const { city, state: region, zip: postalCode, country } = record
  if (lines.length === 0 && city === null && postalCode === null) return null
  return { lines, city, region, postalCode, country }
}
