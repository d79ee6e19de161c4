import type { CustomerDraft } from '../../model/customer.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { missing } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { customerName, personalDay } from '../kit/people.ts'
import { customerSchema, type OpenMageCustomer } from './people-schema.ts'
import { textSetting } from './settings.ts'
import { parseTime } from './time.ts'

/** A customer of the shop → one draft. No issue tells anything of the person but the id. */
export function mapCustomer(payload: unknown, { settings }: MapContext): Mapped<CustomerDraft> {
  const { record, issues } = parseLeniently(customerSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable customer' }
  const recordName = customerName(record.customer_id)
  if (record.customer_id === null) {
    issues.push(missing('customer_id', 'the customer was left out'))
    return { draft: null, issues, recordName }
  }
  const address = addressOf(record)
  const draft: CustomerDraft = {
    sourceId: record.customer_id,
    firstName: record.firstname,
    lastName: record.lastname,
    email: record.email,
    phone: address?.telephone ?? null,
    bornOn: personalDay(record.dob, 'dob', issues),
    // A shop deletes customers or keeps them; it knows nothing in between.
    status: 'active',
    customerType: typeOf(record, textSetting(settings, 'medicalGroups', 'Medical')),
    medicalCard: null,
    driversLicense: null,
    address: address && tidyAddress(address),
    consent: { email: null, sms: null },
    loyaltyPoints: null,
    sourceCreatedAt: parseTime(record.created_at),
    sourceUpdatedAt: parseTime(record.updated_at),
  }
  return { draft, issues, recordName }
}

/** The address bills go to, else the first. */
function addressOf({ joined }: OpenMageCustomer) {
  const addresses = joined?.addresses ?? []
  const billing = addresses.find(({ is_default_billing: flag }) => flag === 'true' || flag === '1')
  return billing ?? addresses[0] ?? null
}

/** The shop wants an address filled in, so what nobody knows is a dash; an address of dashes is none. */
function tidyAddress(address: NonNullable<ReturnType<typeof addressOf>>): CustomerDraft['address'] {
  const known = (value: string | null) => (value === null || /^[-.]+$/.test(value) ? null : value)
  const lines = (address.street ?? '').split(/\s*\n\s*/).flatMap((line) => known(line) || [])
  const city = known(address.city)
  if (lines.length === 0 && city === null) return null
  return {
    lines,
    city,
    region: known(address.region),
    postalCode: known(address.postcode),
    country: address.country_id,
  }
}

function typeOf({ joined }: OpenMageCustomer, medicalGroups: string): CustomerDraft['customerType'] {
  const group = joined?.group?.toLowerCase() ?? null
  if (group === null) return null
  const medical = medicalGroups.split(',').map((name) => name.trim().toLowerCase())
  return medical.includes(group) ? 'medical' : 'adult'
}
