import type { CustomerDraft } from '../../model/customer.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { missing } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { customerName, documentOf, personalDay, unreadablePersonal } from '../kit/people.ts'
import { decimal } from '../kit/scalars.ts'
import { parseTimestamp } from '../kit/time.ts'
import { type Metafields, readMetafields } from './metafields.ts'
import { customerSchema, type ShopifyCustomer } from './people-schema.ts'
import { nameKey } from './settings.ts'

/** A customer → one draft. No issue tells anything of the person but the id. */
export function mapCustomer(payload: unknown, context: MapContext): Mapped<CustomerDraft> {
  const { record, issues } = parseLeniently(customerSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable customer' }
  const recordName = customerName(record.id)
  if (record.id === null) {
    issues.push(missing('id', 'the customer was left out'))
    return { draft: null, issues, recordName }
  }
  const fields = readMetafields(record.metafields, context)
  const time = (value: string | null) => (value === null ? null : parseTimestamp(value, context.timeZone))
  const dayIn = (name: 'birth_date' | 'medical_id_expires_on') =>
    personalDay(fields.text(name), fields.path(name), issues)
  const cardUntil = dayIn('medical_id_expires_on')
  const points = decimal.safeParse(fields.text('points'))
  if (!points.success) issues.push(unreadablePersonal(fields.path('points')))
  const draft: CustomerDraft = {
    sourceId: record.id,
    firstName: record.firstName,
    lastName: record.lastName,
    email: record.defaultEmailAddress?.emailAddress ?? null,
    phone: record.defaultPhoneNumber?.phoneNumber ?? null,
    bornOn: dayIn('birth_date'),
    // Whether somebody has an account in the web shop says nothing of whether they may buy.
    status: hasTag(record.tags, context.settings['bannedTag'] ?? 'banned') ? 'banned' : 'active',
    customerType: typeOf(record, context),
    medicalCard: cardOf(fields, cardUntil),
    driversLicense: null,
    address: addressOf(record),
    consent: {
      email: consentOf(record.defaultEmailAddress?.marketingState),
      sms: consentOf(record.defaultPhoneNumber?.marketingState),
    },
    loyaltyPoints: points.data ?? null,
    sourceCreatedAt: time(record.createdAt),
    sourceUpdatedAt: time(record.updatedAt),
  }
  return { draft, issues, recordName }
}

/** Whether one of the tags is the one a setting names; an empty setting names none. */
export function hasTag(tags: string[], setting: unknown): boolean {
  const wanted = typeof setting === 'string' ? nameKey(setting) : ''
  return wanted !== '' && tags.some((tag) => nameKey(tag) === wanted)
}

/** Without a tag for it, Shopify doesn't say. */
function typeOf({ tags }: ShopifyCustomer, { settings }: MapContext): CustomerDraft['customerType'] {
  const tag = settings['medicalTag'] ?? 'medical'
  if (tag === '') return null
  return hasTag(tags, tag) ? 'medical' : 'adult'
}

/** PENDING waits for a confirmation; INVALID and REDACTED say nothing. */
function consentOf(state: string | null | undefined): boolean | null {
  switch (state?.toUpperCase()) {
    case 'SUBSCRIBED':
      return true
    case 'NOT_SUBSCRIBED':
    case 'UNSUBSCRIBED':
      return false
    default:
      return null
  }
}

function cardOf(fields: Metafields, until: string | null): CustomerDraft['medicalCard'] {
  const state = fields.text('medical_id_state')
  const region = state !== null && /^[A-Z]{2}$/.test(state) ? `US-${state}` : state
  return documentOf(fields.text('medical_id'), region, until)
}

function addressOf({ defaultAddress }: ShopifyCustomer): CustomerDraft['address'] {
  if (!defaultAddress) return null
  const { address1, address2, city, province, provinceCode, zip, country, countryCodeV2 } = defaultAddress
  return {
    lines: [address1, address2].filter((line) => line !== null),
    city,
    region: provinceCode ?? province,
    postalCode: zip,
    country: countryCodeV2 ?? country,
  }
}
