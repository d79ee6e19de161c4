import { expect, test } from 'vitest'
import { customerRecord, invoiceRecord, productId } from './fixtures/records.ts'
import { mapCustomer } from './map-customer.ts'
import { mapOrder } from './map-order.ts'

const context = { settings: {}, timeZone: 'America/Edmonton', currency: 'CAD' }

test('A customer comes with the default contact of each kind, and a refusal is not a consent', () => {
  const { draft, issues } = mapCustomer(customerRecord())
  expect(issues).toEqual([])
  expect(draft).toMatchObject({
    firstName: 'Wren',
    lastName: 'Marlow',
    email: 'wren.marlow@example.test',
    phone: '4155550123',
    bornOn: '1990-05-15',
    customerType: null,
    consent: { email: null, sms: false },
    address: { lines: ['12 Elm St'], city: 'Nowhere', region: 'AB', country: 'CA' },
    sourceUpdatedAt: new Date('2026-07-14T17:55:58.123Z'),
  })
  expect(mapCustomer(customerRecord({ Addresses: [{ AddressTypeId: 2 }] })).draft?.address).toBeNull()
})

test('An invoice comes with its amounts, its products by catalogue item and the reference it came under', () => {
  const { draft, issues } = mapOrder(invoiceRecord(), context)
  expect(issues).toEqual([])
  expect(draft).toMatchObject({
    sourceId: '77001',
    number: 'PS-77001',
    reference: 'W-1001',
    status: 'completed',
    fulfilment: 'pickup',
    currency: 'CAD',
    placedAt: new Date('2026-07-14T17:55:58Z'),
    totalMinor: 9854,
    lines: [{ variantSourceId: productId, quantity: '2', unitPriceMinor: 4500, totalMinor: 8550 }],
  })
})

test('What the report leaves out stays empty: nothing is made up of it', () => {
  const seen = { Products: [{ Sku: 'LLNTRN35', ProductName: 'Lemon Lantern', Quantity: 1 }] }
  const { draft } = mapOrder(
    { InvoiceId: 1, Date: '2026-07-14T17:55:58', SoldAtEntityName: 'Pine Street', ...seen },
    context,
  )
  expect(draft).toMatchObject({ totalMinor: null, fulfilment: 'unknown', customerSourceId: null })
  expect(draft?.lines).toMatchObject([{ variantSourceId: null, name: 'Lemon Lantern', totalMinor: null }])
})
