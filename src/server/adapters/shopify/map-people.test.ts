import { expect, test } from 'vitest'
import { customerDraftSchema } from '../../model/customer.ts'
import { orderDraftSchema } from '../../model/order.ts'
import { customerRecord, orderRecord, variantId } from './fixtures/records.ts'
import { mapCustomer } from './map-customer.ts'
import { mapOrder } from './map-order.ts'
import { settingsSchema } from './settings.ts'

const context = (settings = {}) => ({
  settings: settingsSchema.parse(settings),
  timeZone: 'America/Los_Angeles',
  currency: 'USD',
})
const customer = (changes = {}, settings = {}) =>
  customerDraftSchema.parse(mapCustomer(customerRecord(changes), context(settings)).draft)
const order = (changes = {}) => orderDraftSchema.parse(mapOrder(orderRecord(changes), context()).draft)

test('A customer comes with all that Shopify and its metafields tell', () => {
  expect(customer()).toEqual({
    sourceId: 'gid://shopify/Customer/6100000000020',
    firstName: 'Wren',
    lastName: 'Marlow',
    email: 'wren.marlow@example.test',
    phone: '+14155550123',
    bornOn: '1990-05-15',
    status: 'active',
    customerType: 'medical',
    medicalCard: { number: 'M1234567', issuedBy: 'US-CA', expiresOn: '2027-01-31' },
    driversLicense: null,
    address: { lines: ['12 Elm St'], city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US' },
    consent: { email: true, sms: null },
    loyaltyPoints: '120',
    sourceCreatedAt: new Date('2025-03-01T17:00:00Z'),
    sourceUpdatedAt: new Date('2026-07-14T17:55:58Z'),
  })
})

test('Tags tell who is medical and who is banned; without a tag for it nobody is said to be either', () => {
  expect(customer({ tags: ['VIP', 'do not sell'] }, { bannedTag: 'Do not sell' })).toMatchObject({
    status: 'banned',
    customerType: 'adult',
  })
  expect(customer({}, { medicalTag: '' }).customerType).toBeNull()
})

test('A birthday that cannot be read is named without its value', () => {
  const metafields = [{ namespace: 'facts', key: 'birth_date', type: 'date', value: '31 May' }]
  const { issues } = mapCustomer(customerRecord({ metafields }), context())
  expect(issues).toMatchObject([{ field: 'metafields.facts.birth_date' }])
  expect(JSON.stringify(issues)).not.toContain('31 May')
})

test('An order comes in the shop’s money, its subtotal before discounts', () => {
  expect(order()).toEqual({
    sourceId: 'gid://shopify/Order/5300000001001',
    number: '1001',
    reference: 'W-1001',
    status: 'completed',
    sourceStatus: 'FULFILLED',
    fulfilment: 'pickup',
    customerSourceId: 'gid://shopify/Customer/6100000000020',
    customerType: 'medical',
    placedAt: new Date('2026-07-14T17:55:58Z'),
    completedAt: new Date('2026-07-14T18:20:00Z'),
    currency: 'USD',
    subtotalMinor: 9000,
    discountMinor: 450,
    taxMinor: 1304,
    totalMinor: 9854,
    lines: [
      {
        sourceId: 'gid://shopify/LineItem/1',
        variantSourceId: variantId,
        name: 'Lemon Lantern – 3.5 g',
        quantity: '2',
        unit: 'each',
        unitPriceMinor: 4500,
        discountMinor: 450,
        totalMinor: 8550,
      },
    ],
    sourceUpdatedAt: new Date('2026-07-14T18:20:00Z'),
  })
})

test.each([
  [{ displayFulfillmentStatus: 'UNFULFILLED', fulfillments: [] }, 'pending'],
  [{ displayFulfillmentStatus: 'SCHEDULED', fulfillments: [] }, 'accepted'],
  [{ displayFulfillmentStatus: 'IN_PROGRESS', fulfillments: [] }, 'preparing'],
  [
    { displayFulfillmentStatus: 'IN_PROGRESS', fulfillments: [{ displayStatus: 'READY_FOR_PICKUP' }] },
    'ready',
  ],
  [{ fulfillments: [{ displayStatus: 'OUT_FOR_DELIVERY' }] }, 'out_for_delivery'],
  [{ displayFinancialStatus: 'REFUNDED' }, 'refunded'],
  [{ displayFinancialStatus: 'PARTIALLY_REFUNDED' }, 'completed'],
  [{ cancelledAt: '2026-07-14T18:00:00Z', displayFinancialStatus: 'REFUNDED' }, 'cancelled'],
])('An order with %j is %s', (changes, status) => {
  expect(order(changes).status).toBe(status)
})

test('A delivery that began after an earlier try is judged by the latest fulfilment', () => {
  const fulfillments = [
    { displayStatus: 'DELIVERED', createdAt: '2026-07-15T09:00:00Z' },
    { displayStatus: 'OUT_FOR_DELIVERY', createdAt: '2026-07-14T09:00:00Z' },
  ]
  expect(order({ fulfillments }).status).toBe('completed')
})

test('A status nobody knows counts as pending and is named', () => {
  const { draft, issues } = mapOrder(
    orderRecord({ displayFulfillmentStatus: 'constructor', fulfillments: [] }),
    context(),
  )
  expect(draft?.status).toBe('pending')
  expect(issues).toMatchObject([{ code: 'unknown_value', field: 'displayFulfillmentStatus' }])
})

test.each([
  [{ retailLocation: { id: 'x' }, shippingLine: null }, 'in_store'],
  [{ shippingLine: { code: 'LOCAL_DELIVERY', title: 'Local delivery' } }, 'delivery'],
  [{ shippingLine: null, requiresShipping: true }, 'delivery'],
  [{ shippingLine: null, requiresShipping: false }, 'unknown'],
])('An order with %j is %s', (changes, fulfilment) => {
  expect(order(changes).fulfilment).toBe(fulfilment)
})

test('What was sold and is no longer in the catalogue stays a line without a product', () => {
  const [line] = order({ lineItems: [{ id: 'l', title: 'Gone', quantity: 1, variant: null }] }).lines
  expect(line).toMatchObject({ variantSourceId: null, name: 'Gone', totalMinor: null })
})
