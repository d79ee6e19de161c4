import { expect, test } from 'vitest'
import { customerRecord, saleRecord } from './fixtures/records.ts'
import { mapCustomer } from './map-customer.ts'
import { mapOrder } from './map-order.ts'

const context = { settings: {}, timeZone: 'America/Denver', currency: 'USD' }

test('A customer comes with the name as written, cards by state, and the consent that was given', () => {
  const { draft, issues } = mapCustomer(customerRecord(), context)
  expect(issues).toEqual([])
  expect(draft).toMatchObject({
    firstName: 'Wren',
    lastName: 'Vance Marlow',
    customerType: 'medical',
    medicalCard: { number: 'M1234567', issuedBy: 'CO', expiresOn: '2027-01-31' },
    driversLicense: null,
    address: { lines: ['12 Elm St', 'Apt 4'], city: 'Nowhere' },
    consent: { email: true, sms: false },
    loyaltyPoints: '120',
    sourceUpdatedAt: new Date('2026-07-14T17:55:58.123Z'),
  })
  expect(mapCustomer(customerRecord({ name: 'Wren' }), context).draft).toMatchObject({
    firstName: 'Wren',
    lastName: null,
  })
})

test('The amounts of a sale are cents already, and its lines know the product by card and size', () => {
  const { draft, issues } = mapOrder(saleRecord(), context)
  expect(issues).toEqual([])
  expect(draft).toMatchObject({
    status: 'completed',
    fulfilment: 'in_store',
    customerType: 'medical',
    subtotalMinor: 9000,
    discountMinor: 450,
    taxMinor: 1304,
    totalMinor: 9854,
    lines: [{ variantSourceId: '11:12', quantity: '2', unitPriceMinor: 4500, discountMinor: 450 }],
  })
})

test('A voided sale is cancelled, and broken cents are named rather than rounded', () => {
  expect(mapOrder(saleRecord({ voided: true }), context).draft?.status).toBe('cancelled')
  const { draft, issues } = mapOrder(saleRecord({ totals: { FinalTotal: 98.54 } }), context)
  expect(draft?.totalMinor).toBeNull()
  expect(issues).toMatchObject([{ code: 'invalid_value', field: 'totals.FinalTotal' }])
})
