import type { CustomerDraft } from '../../model/customer.ts'
import type { Mapped } from '../contract.ts'
import { missing } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { customerName, documentOf } from '../kit/people.ts'
import { type BlazeMember, memberSchema } from './people-schema.ts'
import { personalDayOf, personalTimeOf } from './time.ts'

/** A member of the shop → one draft. */
export function mapCustomer(payload: unknown): Mapped<CustomerDraft> {
  const { record, issues } = parseLeniently(memberSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable member' }
  const recordName = customerName(record.id)
  if (record.id === null) {
    issues.push(missing('id', 'the member was left out'))
    return { draft: null, issues, recordName }
  }
  const cardUntil = personalDayOf(record.recExpiration, 'recExpiration', issues)
  const licenseUntil = personalDayOf(record.dlExpiration, 'dlExpiration', issues)
  const draft: CustomerDraft = {
    sourceId: record.id,
    firstName: [record.firstName, record.middleName].filter((part) => part !== null).join(' ') || null,
    lastName: record.lastName,
    email: record.email,
    phone: record.primaryPhone,
    bornOn: bornOn(record, issues),
    status: record.deleted === true ? 'deleted' : 'active',
    customerType: typeOf(record.consumerType) ?? (record.medical === true ? 'medical' : null),
    medicalCard: documentOf(record.recNo, null, cardUntil),
    driversLicense: documentOf(record.dlNo, record.dlState, licenseUntil),
    address: addressOf(record),
    consent: { email: record.emailOptIn, sms: record.textOptIn },
    loyaltyPoints: record.loyaltyPoints,
    sourceCreatedAt: personalTimeOf(record.created, 'created', issues),
    sourceUpdatedAt: personalTimeOf(record.modified, 'modified', issues),
  }
  return { draft, issues, recordName }
}

/** A day as written comes before the moment it was turned into, which depends on a zone. */
function bornOn({ localDob, birthdate, dob }: BlazeMember, issues: Mapped<unknown>['issues']): string | null {
  return (
    personalDayOf(localDob, 'localDob', issues) ??
    personalDayOf(birthdate, 'birthdate', issues) ??
    personalDayOf(dob, 'dob', issues)
  )
}

/** `AdultUse`, `MedicinalState`, `MedicinalThirdParty`; `Other` says nothing. */
export function typeOf(word: string | null | undefined): CustomerDraft['customerType'] {
  if (/^medicinal/i.test(word ?? '')) return 'medical'
  return /^adult/i.test(word ?? '') ? 'adult' : null
}

function addressOf({ address }: BlazeMember): CustomerDraft['address'] {
  if (!address) return null
  const { address: street, city, state: region, zipCode: postalCode, country } = address
  if (street === null && city === null && postalCode === null) return null
  return { lines: street === null ? [] : [street], city, region, postalCode, country }
}
