import type { WorldCustomer } from '../world/people-types.ts'
import { connectInOrder, type ListArgs } from './connection.ts'
import type { ShopContext } from './context.ts'
import { gid, moneyV2, otherNumber, time } from './dialect.ts'
import { type Custom, metafieldsOf } from './metafields.ts'

export const customerNumber = ({ id }: Pick<WorldCustomer, 'id'>) => otherNumber('Customer', id)

/** Words staff put on a customer; the vendor has no field for either. */
export const customerTags = ({ type, status }: WorldCustomer) => [
  ...(status === 'banned' ? ['banned'] : []),
  ...(type === 'medical' ? ['medical'] : []),
]

function customFields({ bornOn, medicalCard, points }: WorldCustomer): Custom[] {
  const text = 'single_line_text_field'
  const own = (key: string, type: string, value: string | null): Custom => ({
    namespace: 'cannabis',
    key,
    type,
    value,
  })
  return [
    { namespace: 'facts', key: 'birth_date', type: 'date', value: bornOn },
    own('medical_id', text, medicalCard?.number ?? null),
    own('medical_id_state', text, medicalCard?.state ?? null),
    own('medical_id_expires_on', 'date', medicalCard?.expiresOn ?? null),
    own('points', 'number_integer', String(points)),
  ]
}

export function renderAddress(customer: WorldCustomer) {
  const { address, firstName, lastName } = customer
  if (address === null) return null
  return {
    __typename: 'MailingAddress',
    id: gid('MailingAddress', otherNumber('MailingAddress', customer.id)),
    firstName,
    lastName,
    name: `${firstName} ${lastName}`,
    address1: address.street,
    address2: null,
    city: address.city,
    provinceCode: address.state,
    zip: address.postalCode,
    country: 'United States',
    countryCodeV2: 'US',
    countryCode: 'US',
    formatted: [address.street, `${address.city} ${address.state} ${address.postalCode}`, 'United States'],
  }
}

/** With the country's prefix, as the vendor normalises it. */
export const wirePhone = ({ phone }: WorldCustomer) => (phone === null ? null : `+1${phone}`)

export function renderCustomer(customer: WorldCustomer, context: ShopContext) {
  const number = customerNumber(customer)
  const id = gid('Customer', number)
  const phone = wirePhone(customer)
  const address = renderAddress(customer)
  const consent = (given: boolean) => (given ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED')
  const bought = context.store
    .people()
    .orders.filter(({ customerId, status }) => customerId === customer.id && status !== 'cancelled')
  return {
    __typename: 'Customer',
    id,
    legacyResourceId: String(number),
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: `${customer.firstName} ${customer.lastName}`,
    email: customer.email,
    phone,
    defaultEmailAddress:
      customer.email === null
        ? null
        : {
            emailAddress: customer.email,
            marketingState: consent(customer.consent.email),
            marketingOptInLevel: customer.consent.email ? 'SINGLE_OPT_IN' : null,
            validFormat: true,
          },
    defaultPhoneNumber:
      phone === null ? null : { phoneNumber: phone, marketingState: consent(customer.consent.sms) },
    emailMarketingConsent:
      customer.email === null ? null : { marketingState: consent(customer.consent.email) },
    smsMarketingConsent: phone === null ? null : { marketingState: consent(customer.consent.sms) },
    defaultAddress: address,
    addresses: address === null ? [] : [address],
    addressesV2: (args: ListArgs) => connectInOrder(address === null ? [] : [address], args, context),
    state: 'DISABLED',
    locale: 'en',
    note: null,
    tags: customerTags(customer),
    taxExempt: false,
    verifiedEmail: customer.email !== null,
    numberOfOrders: String(bought.length),
    amountSpent: moneyV2(bought.reduce((sum, { totalMinor }) => sum + totalMinor, 0)),
    createdAt: time(customer.createdAt),
    updatedAt: time(customer.updatedAt),
    orders: (args: ListArgs) =>
      connectInOrder(
        bought.map((order) => context.objects.order(order)),
        args,
        context,
      ),
    ...metafieldsOf({ id, type: 'CUSTOMER', updatedAt: customer.updatedAt }, () => customFields(customer)),
  }
}
