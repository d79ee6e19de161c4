import type { CustomerDraft } from '../../model/customer.ts'
import type { Mapped } from '../contract.ts'
import { missing } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { customerName, personalDay } from '../kit/people.ts'
import { parseTimestamp } from '../kit/time.ts'
import { type CovaCustomer, customerSchema } from './people-schema.ts'

/** What `ContactMethodCategoryId` means: https://api.covasoft.net/Quickstart */
const PHONE = '1'
const EMAIL = '2'

/** A customer of COVA → one draft. They belong to the whole company, and nothing says which are patients. */
export function mapCustomer(payload: unknown): Mapped<CustomerDraft> {
  const { record, issues } = parseLeniently(customerSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable customer' }
  const recordName = customerName(record.Id)
  if (record.Id === null) {
    issues.push(missing('Id', 'the customer was left out'))
    return { draft: null, issues, recordName }
  }
  const utc = (value: string | null) => (value === null ? null : parseTimestamp(value, 'UTC'))
  const email = contactOf(record, EMAIL)
  const phone = contactOf(record, PHONE)
  const draft: CustomerDraft = {
    sourceId: record.Id,
    firstName: record.PrimaryName,
    lastName: record.FamilyName,
    email: email?.Value ?? null,
    phone: phone?.Value ?? null,
    bornOn: personalDay(record.DateOfBirth, 'DateOfBirth', issues),
    status: record.Disabled === true ? 'inactive' : 'active',
    customerType: null,
    medicalCard: null,
    driversLicense: null,
    address: addressOf(record),
    consent: { email: refusal(record, email), sms: refusal(record, phone) },
    loyaltyPoints: null,
    sourceCreatedAt: utc(record.DateCreatedUtc),
    sourceUpdatedAt: utc(record.LastModifiedDateUtc),
  }
  return { draft, issues, recordName }
}

type Contact = CovaCustomer['ContactMethods'][number]

/** The default one of a kind, else the first. */
function contactOf({ ContactMethods }: CovaCustomer, category: string): Contact | undefined {
  const known = ContactMethods.filter(
    ({ ContactMethodCategoryId, Value }) => ContactMethodCategoryId === category && Value !== null,
  )
  return known.find((contact) => contact.Default === true) ?? known[0]
}

/** COVA keeps only the refusal; that nobody refused is not a yes. */
function refusal(record: CovaCustomer, contact: Contact | undefined): false | null {
  return record.DoNotContact === true || contact?.DoNotContact === true ? false : null
}

/** Addresses come without content too: a type, and nothing in it. */
function addressOf({ Addresses }: CovaCustomer): CustomerDraft['address'] {
  const address = Addresses.find(({ StreetAddress1, Locality, PostalCode }) =>
    [StreetAddress1, Locality, PostalCode].some((part) => part !== null),
  )
  if (!address) return null
  return {
    lines: [address.StreetAddress1, address.StreetAddress2].filter((line) => line !== null),
    city: address.Locality,
    region: address.StateCode ?? address.State,
    postalCode: address.PostalCode,
    country: address.CountryCode,
  }
}
