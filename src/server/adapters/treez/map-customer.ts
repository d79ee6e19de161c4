import type { CustomerDraft } from '../../model/customer.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { missing } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { customerName, documentOf, personalDay } from '../kit/people.ts'
import { parseTimestamp } from '../kit/time.ts'
import { customerSchema, type TreezCustomer } from './people-schema.ts'

const statuses = new Map<string, CustomerDraft['status']>([
  ['ACTIVE', 'active'],
  ['DEACTIVATED', 'inactive'],
  // The customer lives on under another id, which is a record of its own.
  ['MERGED', 'deleted'],
])

/** The address on the licence comes first; the others are where somebody also lives. */
const addressOrder = ['ADDRESS_OF_RECORD', 'ALTERNATIVE_ADDRESS', 'SECONDARY_ADDRESS']

/** A customer of Treez → one draft. No issue tells anything of the person but the id. */
export function mapCustomer(payload: unknown, context: MapContext): Mapped<CustomerDraft> {
  const { record, issues } = parseLeniently(customerSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable customer' }
  const recordName = customerName(record.customer_id)
  if (record.customer_id === null) {
    issues.push(missing('customer_id', 'the customer was left out'))
    return { draft: null, issues, recordName }
  }
  const time = (value: string | null) => (value === null ? null : parseTimestamp(value, context.timeZone))
  const licenceUntil = personalDay(record.drivers_license_expiration, 'drivers_license_expiration', issues)
  const permitUntil = personalDay(record.permit_expiration, 'permit_expiration', issues)
  const draft: CustomerDraft = {
    sourceId: record.customer_id,
    firstName: record.first_name,
    lastName: record.last_name,
    email: record.email,
    phone: record.phone,
    bornOn: personalDay(record.birthday, 'birthday', issues),
    status:
      record.banned === true ? 'banned' : (statuses.get(record.status?.toUpperCase() ?? '') ?? 'active'),
    customerType: typeOf(record),
    medicalCard: documentOf(record.state_medical_id, null, permitUntil),
    driversLicense: documentOf(record.drivers_license, null, licenceUntil),
    address: addressOf(record),
    // Treez knows one answer for every channel, and only the refusal.
    consent: { email: record.opt_out === true ? false : null, sms: record.opt_out === true ? false : null },
    loyaltyPoints: record.rewards_balance,
    sourceCreatedAt: time(record.signup_date),
    sourceUpdatedAt: time(record.last_update),
  }
  return { draft, issues, recordName }
}

function typeOf({ patient_type }: TreezCustomer): CustomerDraft['customerType'] {
  if (patient_type === null) return null
  return /^MEDICAL/i.test(patient_type) ? 'medical' : 'adult'
}

function addressOf({ addresses }: TreezCustomer): CustomerDraft['address'] {
  const rank = (type: string | null) => {
    const index = addressOrder.indexOf(type?.toUpperCase() ?? '')
    return index === -1 ? addressOrder.length : index
  }
  const address = addresses.toSorted((a, b) => rank(a.type) - rank(b.type))[0]
  if (!address) return null
  const lines = [address.street1 ?? address.street, address.street2].filter((line) => line !== null)
  const { city, state, zip, country } = address
  return { lines, city, region: state, postalCode: zip, country }
}
