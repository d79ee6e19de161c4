import { describe, expect, test } from 'vitest'
import { address, customerRecord, orderItem, orderRecord } from './fixtures/records.ts'
import { mapCustomer } from './map-customer.ts'
import { mapOrder } from './map-order.ts'

const context = { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' }

describe('customers', () => {
  test('a customer has the telephone and the address bills go to', () => {
    expect(mapCustomer(customerRecord(), context)).toEqual({
      recordName: 'Customer 5102',
      issues: [],
      draft: {
        sourceId: '5102',
        firstName: 'Robin',
        lastName: 'Example',
        email: 'robin.example@example.test',
        phone: '415-555-0102',
        bornOn: '1988-03-09',
        status: 'active',
        customerType: 'medical',
        medicalCard: null,
        driversLicense: null,
        address: {
          lines: ['12 Invented Lane', 'Unit 4'],
          city: 'Springfield',
          region: 'California',
          postalCode: '94000',
          country: 'US',
        },
        consent: { email: null, sms: null },
        loyaltyPoints: null,
        sourceCreatedAt: new Date('2026-02-01T10:00:00Z'),
        sourceUpdatedAt: new Date('2026-06-01T11:30:00Z'),
      },
    })
  })

  test('an address of dashes is none, and its telephone counts', () => {
    const addresses = [address({ street: '-', city: '-', postcode: '-', telephone: '415-555-0103' })]
    const { draft } = mapCustomer(customerRecord({ joined: { group: 'General', addresses } }), context)
    expect(draft).toMatchObject({ address: null, phone: '415-555-0103', customerType: 'adult' })
  })

  test('without its neighbours a customer has what the list says', () => {
    const { draft } = mapCustomer(customerRecord({ joined: undefined }), context)
    expect(draft).toMatchObject({ phone: null, address: null, customerType: null, lastName: 'Example' })
  })

  test('settings say which groups are patients', () => {
    const settings = { medicalGroups: 'Patients, caregivers ' }
    const joined = { group: 'Caregivers', addresses: [] }
    expect(mapCustomer(customerRecord({ joined }), { ...context, settings }).draft?.customerType).toBe(
      'medical',
    )
    expect(mapCustomer(customerRecord(), { ...context, settings }).draft?.customerType).toBe('adult')
  })
})

describe('orders', () => {
  test('an order is known by the number on its receipt', () => {
    expect(mapOrder(orderRecord(), context)).toEqual({
      recordName: 'Order 100000231',
      issues: [],
      draft: {
        sourceId: '100000231',
        number: '100000231',
        reference: null,
        status: 'completed',
        sourceStatus: 'complete',
        fulfilment: 'pickup',
        customerSourceId: '5102',
        customerType: null,
        placedAt: new Date('2026-06-01T18:00:00Z'),
        completedAt: new Date('2026-06-01T19:00:00Z'),
        currency: 'USD',
        subtotalMinor: 7200,
        discountMinor: 400,
        taxMinor: 540,
        totalMinor: 7340,
        sourceUpdatedAt: new Date('2026-06-01T19:30:00Z'),
        lines: [
          {
            sourceId: '30001',
            variantSourceId: '417',
            name: 'Lemon Lantern 3.5g',
            quantity: '2',
            unit: 'each',
            unitPriceMinor: 3600,
            discountMinor: 400,
            totalMinor: 6800,
          },
        ],
      },
    })
  })

  test('a status of the shop’s own means what its state means', () => {
    const { draft, issues } = mapOrder(
      orderRecord({ status: 'packed_by_anna', state: 'processing' }),
      context,
    )
    expect(draft).toMatchObject({ status: 'preparing', sourceStatus: 'packed_by_anna', completedAt: null })
    expect(issues).toEqual([])
  })

  test('a status and state nobody knows count as pending, and are said', () => {
    const { draft, issues } = mapOrder(orderRecord({ status: 'odd', state: 'odder' }), context)
    expect(draft?.status).toBe('pending')
    expect(issues).toEqual([expect.objectContaining({ code: 'unknown_value', field: 'status' })])
  })

  test('a configurable product and the size that was chosen are one line, of the size', () => {
    const items = [
      orderItem({ item_id: '1', product_id: '400', product_type: 'configurable', sku: 'LL-L' }),
      orderItem({ item_id: '2', product_id: '403', sku: 'LL-L', price: '0.0000', row_total: '0.0000' }),
      orderItem({ item_id: '3', product_id: '500', sku: 'OTHER' }),
    ]
    const { draft } = mapOrder(orderRecord({ items: { complexObjectArray: items } }), context)
    expect(
      draft?.lines.map(({ sourceId, variantSourceId, totalMinor }) => [
        sourceId,
        variantSourceId,
        totalMinor,
      ]),
    ).toEqual([
      ['1', '403', 6800],
      ['3', '500', 6800],
    ])
  })

  test('a line without a quantity is left out and named', () => {
    const items = { complexObjectArray: [orderItem({ qty_ordered: null }), orderItem()] }
    const { draft, issues } = mapOrder(orderRecord({ items }), context)
    expect(draft?.lines).toHaveLength(1)
    expect(issues).toEqual([expect.objectContaining({ field: 'items.complexObjectArray.0.qty_ordered' })])
  })

  test.each([
    ['flatrate_flatrate', 'delivery'],
    ['pos_counter', 'in_store'],
    ['clickandcollect_1', 'pickup'],
    [null, 'unknown'],
  ])('shipping by %s is %s', (method, fulfilment) => {
    expect(mapOrder(orderRecord({ shipping_method: method }), context).draft?.fulfilment).toBe(fulfilment)
  })

  test('another currency is the order’s', () => {
    const { draft } = mapOrder(orderRecord({ order_currency_code: 'JPY', grand_total: '7340.0000' }), context)
    expect(draft).toMatchObject({ currency: 'JPY', totalMinor: 7340 })
  })
})
