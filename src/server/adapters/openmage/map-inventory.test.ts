import { expect, test } from 'vitest'
import { stockRecord } from './fixtures/records.ts'
import { mapInventory } from './map-inventory.ts'

const context = { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' }

test('a row of stock is one exact level of the shop', () => {
  expect(mapInventory(stockRecord(), context)).toEqual({
    recordName: 'LLNTRN-35',
    issues: [],
    draft: [
      {
        variantSourceId: '417',
        location: { sourceId: 'shop', name: 'Shop', sellable: true },
        customerType: 'both',
        quantity: '12',
        bound: 'exact',
        unit: 'each',
        sourceUpdatedAt: null,
      },
    ],
  })
})

test('what is marked out of stock counts as none, unless a setting says otherwise', () => {
  const marked = stockRecord({ is_in_stock: '0' })
  expect(mapInventory(marked, context).draft?.[0]?.quantity).toBe('0')
  const counting = { ...context, settings: { countOutOfStock: true } }
  expect(mapInventory(marked, counting).draft?.[0]?.quantity).toBe('12')
})

test('a backorder is no stock, and said', () => {
  const { draft, issues } = mapInventory(stockRecord({ qty: '-3.0000', is_in_stock: '1' }), context)
  expect(draft?.[0]?.quantity).toBe('0')
  expect(issues).toEqual([expect.objectContaining({ code: 'invalid_value', field: 'qty' })])
})
