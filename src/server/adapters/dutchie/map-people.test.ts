import { expect, test } from 'vitest'
import { customerRecord, preorderRecord, productId, transactionRecord } from './fixtures/records.ts'
import { mapCustomer } from './map-customer.ts'
import { mapOrder } from './map-order.ts'

const context = { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' }

test('A customer comes with the medical card and no licence, of which only a hash is told', () => {
  const { draft, issues } = mapCustomer(customerRecord())
  expect(issues).toEqual([])
  expect(draft).toMatchObject({
    sourceId: '5551',
    firstName: 'Wren',
    phone: '415-555-0123',
    bornOn: '1990-05-15',
    customerType: 'medical',
    medicalCard: { number: 'M1234567', expiresOn: '2027-01-31' },
    driversLicense: null,
    consent: { email: false, sms: false },
    sourceUpdatedAt: new Date('2026-07-14T17:55:58Z'),
  })
})

test('A customer who was merged into another is deleted, a banned one banned', () => {
  expect(mapCustomer(customerRecord({ mergedIntoCustomerId: 7 })).draft?.status).toBe('deleted')
  expect(mapCustomer(customerRecord({ status: 'Banned' })).draft?.status).toBe('banned')
})

test('A sale comes with its amounts and the reference it was placed under', () => {
  const { draft, issues } = mapOrder(transactionRecord(), context)
  expect(issues).toEqual([])
  expect(draft).toMatchObject({
    sourceId: '991',
    reference: 'W-1001',
    status: 'completed',
    fulfilment: 'pickup',
    customerSourceId: '5551',
    customerType: 'medical',
    totalMinor: 9854,
    lines: [{ variantSourceId: String(productId), quantity: '2', unitPriceMinor: 4500, totalMinor: 8550 }],
  })
  expect(mapOrder(transactionRecord({ isVoid: true }), context).draft?.status).toBe('cancelled')
  expect(mapOrder(transactionRecord({ isReturn: true }), context).draft?.status).toBe('refunded')
})

test('A preorder goes under the id of the sale it will be, with what was ordered', () => {
  const { draft, issues } = mapOrder(preorderRecord(), context)
  expect(issues).toEqual([])
  expect(draft).toMatchObject({
    sourceId: '992',
    number: '884213',
    status: 'pending',
    fulfilment: 'delivery',
    lines: [{ variantSourceId: String(productId), name: 'Lemon Lantern', quantity: '1', totalMinor: 4500 }],
  })
})

test('Where the two lists of a preorder differ, no name or price is guessed', () => {
  const { draft } = mapOrder(preorderRecord({ orderedItems: [{ productId, quantity: 2 }] }), context)
  expect(draft?.lines).toMatchObject([{ quantity: '2', name: '', totalMinor: null }])
})
