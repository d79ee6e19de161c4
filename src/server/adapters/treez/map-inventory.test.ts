import { describe, expect, test } from 'vitest'
import { productId, productRecord, stockLine, stockRecord } from './fixtures/records.ts'
import { mapInventory } from './map-inventory.ts'

const context = { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' }
const map = (lines: unknown, settings: Record<string, string | boolean> = {}) =>
  mapInventory(stockRecord({ inventory_details: lines }), { ...context, settings })
const quantities = (lines: unknown, settings: Record<string, string | boolean> = {}) =>
  map(lines, settings).draft?.map(({ location, customerType, quantity }) => [
    location.name,
    customerType,
    quantity,
  ])

test('a line of stock is an exact level', () => {
  expect(mapInventory(stockRecord(), context)).toEqual({
    recordName: 'LEMON LANTERN - 3.5 G',
    issues: [],
    draft: [
      {
        variantSourceId: productId,
        location: { sourceId: 'SALES FLOOR', name: 'SALES FLOOR', sellable: true },
        customerType: 'adult',
        quantity: '998',
        bound: 'exact',
        unit: 'each',
        sourceUpdatedAt: new Date('2026-07-14T17:55:58Z'),
      },
    ],
  })
})

test('lines of one location are added up, others stay apart', () => {
  const lines = [
    stockLine({ sellable_quantity: 2 }),
    stockLine({ sellable_quantity: '3', location_name: 'sales  floor' }),
    stockLine({ sellable_quantity: 5, inventory_type: 'MEDICAL' }),
    stockLine({ sellable_quantity: 7, location_name: 'VAULT' }),
  ]
  expect(quantities(lines)).toEqual([
    ['sales  floor', 'adult', '5'],
    ['SALES FLOOR', 'medical', '5'],
    ['VAULT', 'adult', '7'],
  ])
})

test('nothing in stock is no level, and no issue', () => {
  expect(map([])).toMatchObject({ draft: [], issues: [] })
})

describe('what cannot be true', () => {
  test('a negative quantity is none, and said', () => {
    const { draft, issues } = map([
      stockLine({ sellable_quantity: -4 }),
      stockLine({ location_name: 'VAULT' }),
    ])
    expect(draft?.map(({ quantity }) => quantity)).toEqual(['0', '998'])
    expect(issues).toEqual([
      expect.objectContaining({ severity: 'warning', field: 'inventory_details.0.sellable_quantity' }),
    ])
  })

  test('a quantity that is missing costs its line', () => {
    const { draft, issues } = map([
      stockLine({ sellable_quantity: null }),
      stockLine({ location_name: 'VAULT' }),
    ])
    expect(draft).toHaveLength(1)
    expect(issues).toEqual([expect.objectContaining({ field: 'inventory_details.0.sellable_quantity' })])
  })

  test('a kind of customer nobody knows counts for all', () => {
    const { draft, issues } = map([stockLine({ inventory_type: 'STAFF' })])
    expect(draft?.[0]?.customerType).toBe('both')
    expect(issues).toEqual([expect.objectContaining({ code: 'unknown_value' })])
  })
})

test('loose flower is counted in grams', () => {
  expect(mapInventory(stockRecord({ product_subtype: 'BULK' }), context).draft?.[0]?.unit).toBe('g')
  expect(map([stockLine({ sellable_quantity: 12.25 })]).draft?.[0]).toMatchObject({
    unit: 'g',
    quantity: '12.25',
  })
})

test('local times are those of the store', () => {
  const { draft } = map([stockLine({ last_updated_at: '2025-06-11 14:51:53' })])
  expect(draft?.[0]?.sourceUpdatedAt?.toISOString()).toBe('2025-06-11T21:51:53.000Z')
})

test('settings choose locations, whatever their spelling, and kinds of stock', () => {
  const lines = [stockLine(), stockLine({ location_name: 'VAULT' }), stockLine({ inventory_type: 'MEDICAL' })]
  expect(quantities(lines, { locations: ' sales floor , Nowhere' })).toEqual([
    ['SALES FLOOR', 'adult', '998'],
    ['SALES FLOOR', 'medical', '998'],
  ])
  expect(quantities(lines, { medicalStock: false })).toEqual([
    ['SALES FLOOR', 'adult', '998'],
    ['VAULT', 'adult', '998'],
  ])
})

test('the product list masks: thirty is thirty or more, less is what it says', () => {
  const { draft } = mapInventory(
    productRecord({
      sellable_quantity_detail: [
        { inventory_type: 'ADULT', location: 'SALES FLOOR', sellable_quantity: 30.0 },
        { inventory_type: 'MEDICAL', location: 'SALES FLOOR', sellable_quantity: 29.0 },
      ],
    }),
    context,
  )
  expect(draft?.map(({ quantity, bound }) => [quantity, bound])).toEqual([
    ['30', 'at_least'],
    ['29', 'exact'],
  ])
})
