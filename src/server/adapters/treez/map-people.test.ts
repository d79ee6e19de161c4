import { expect, test } from 'vitest'
import { customerRecord, productId, ticketRecord } from './fixtures/records.ts'
import { mapCustomer } from './map-customer.ts'
import { mapOrder } from './map-order.ts'
import { customerPageSchema } from './people-schema.ts'

const context = { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' }

test('A customer comes with papers, the address of record and no consent that nobody gave', () => {
  const { draft, issues, recordName } = mapCustomer(customerRecord(), context)
  expect(issues).toEqual([])
  expect(recordName).toBe('Customer 20')
  expect(draft).toEqual({
    sourceId: '20',
    firstName: 'Wren',
    lastName: 'Marlow',
    email: 'wren.marlow@example.test',
    phone: '4155550123',
    bornOn: '1990-05-15',
    status: 'active',
    customerType: 'medical',
    medicalCard: { number: 'M1234567', issuedBy: null, expiresOn: '2027-01-31' },
    driversLicense: { number: 'D7654321', issuedBy: null, expiresOn: '2028-02-29' },
    address: { lines: ['12 Elm St'], city: 'Oakland', region: 'CA', postalCode: '94607', country: null },
    consent: { email: null, sms: null },
    loyaltyPoints: '120',
    sourceCreatedAt: new Date('2025-03-01T17:00:00Z'),
    sourceUpdatedAt: new Date('2026-07-14T17:55:58Z'),
  })
})

test('"N/A" is nothing, an opt-out is a no on every channel, and a ban outranks the status', () => {
  const { draft } = mapCustomer(
    customerRecord({ email: 'N/A', drivers_license: '', opt_out: 'true', banned: 'true', addresses: [] }),
    context,
  )
  expect(draft).toMatchObject({
    email: null,
    driversLicense: null,
    consent: { email: false, sms: false },
    status: 'banned',
    address: null,
  })
})

test('A birthday that does not exist becomes an issue that does not repeat it', () => {
  const { draft, issues } = mapCustomer(customerRecord({ birthday: '1990-02-30' }), context)
  expect(draft?.bornOn).toBeNull()
  expect(issues).toMatchObject([{ code: 'invalid_value', field: 'birthday' }])
  expect(JSON.stringify(issues)).not.toContain('1990')
})

test('A ticket comes with its amounts, its reference, and its customer by number', () => {
  const { draft, issues, recordName } = mapOrder(ticketRecord(), context)
  expect(issues).toEqual([])
  expect(recordName).toBe('Ticket B7K2QX')
  expect(draft).toMatchObject({
    number: 'B7K2QX',
    reference: 'W-1001',
    status: 'completed',
    sourceStatus: 'COMPLETED',
    fulfilment: 'pickup',
    customerSourceId: '20',
    customerType: 'medical',
    subtotalMinor: 9000,
    discountMinor: 450,
    taxMinor: 1304,
    totalMinor: 9854,
    lines: [
      {
        variantSourceId: productId,
        quantity: '2',
        unitPriceMinor: 4500,
        discountMinor: 450,
        totalMinor: 8550,
      },
    ],
  })
})

test('A refunded ticket is refunded; a status nobody knows counts as pending and is named', () => {
  expect(mapOrder(ticketRecord({ payment_status: 'REFUNDED' }), context).draft?.status).toBe('refunded')
  const { draft, issues } = mapOrder(ticketRecord({ order_status: 'ON_THE_MOON' }), context)
  expect(draft).toMatchObject({ status: 'pending', sourceStatus: 'ON_THE_MOON' })
  expect(issues).toMatchObject([{ code: 'unknown_value', field: 'order_status' }])
})

test('A single customer stands for a list of one, anything else that is no list for none at all', () => {
  const one = customerRecord()
  expect(customerPageSchema.parse({ data: one }).data).toEqual([one])
  expect(customerPageSchema.safeParse({ data: { pages: [one] } }).success).toBe(false)
})
