import { expect, test } from 'vitest'
import { pricing, productRecord } from './fixtures/records.ts'
import { mapPrices } from './map-prices.ts'
import { productSchema } from './schema.ts'

const map = (changes: Record<string, unknown>) =>
  mapPrices(productSchema.parse(productRecord({ pricing: pricing(changes) })).pricing, 'USD')
const amounts = (changes: Record<string, unknown>) =>
  map(changes).prices.map(({ kind, amountMinor }) => [kind, amountMinor])

test.each([
  [{ price_sell: 35 }, [['regular', 3500]]],
  [{ price_sell: '35.50' }, [['regular', 3550]]],
  [{ price_sell: 1.005 }, [['regular', 101]]],
  [{ price_sell: 0 }, [['regular', 0]]],
  [
    { price_sell: 35, discounted_price: 28 },
    [
      ['regular', 3500],
      ['sale', 2800],
    ],
  ],
  [{ price_sell: 35, discounted_price: 35 }, [['regular', 3500]]],
  [{ price_sell: 35, discounted_price: 40 }, [['regular', 3500]]],
  [{ price_sell: 35, discounted_price: 'N/A' }, [['regular', 3500]]],
])('%j is %j cents', (changes, prices) => {
  expect(amounts(changes)).toEqual(prices)
  expect(map(changes).issues).toEqual([])
})

test.each([
  [{ price_sell: null }, 'missing_field'],
  [{ price_sell: -1 }, 'invalid_value'],
  [{ price_sell: 5_000_000 }, 'invalid_value'],
])('%j gives no price and says so', (changes, code) => {
  const { prices, issues } = map(changes)
  expect(prices).toEqual([])
  expect(issues).toEqual([
    expect.objectContaining({ code, severity: 'warning', field: 'pricing.price_sell' }),
  ])
})

test('a sale price below nothing is left out, the regular one stays', () => {
  const { prices, issues } = map({ price_sell: 35, discounted_price: -5 })
  expect(prices.map(({ kind }) => kind)).toEqual(['regular'])
  expect(issues).toEqual([expect.objectContaining({ field: 'pricing.discounted_price' })])
})

test('tiers are prices per gram from their start on, in order, without a regular price', () => {
  const { prices, issues } = map({
    price_type: 'TIER',
    price_sell: null,
    tier_name: 'HOUSE',
    tier_method: 'WEIGHT_GRAMS',
    tier_pricing_detail: [
      { start_value: 3.5, price_per_value: '9.50' },
      { start_value: 1, price_per_value: 10 },
    ],
  })
  expect(issues).toEqual([])
  expect(
    prices.map(({ kind, minQuantity, quantityUnit, amountMinor, label }) => [
      kind,
      minQuantity,
      quantityUnit,
      amountMinor,
      label,
    ]),
  ).toEqual([
    ['tier', '1', 'g', 1000, 'From 1 g'],
    ['tier', '3.5', 'g', 950, 'From 3.5 g'],
  ])
})

test('a tier without prices and a tier with half a step are named', () => {
  expect(map({ price_type: 'TIER', price_sell: null, tier_pricing_detail: [] }).issues).toEqual([
    expect.objectContaining({ code: 'missing_field', field: 'pricing.tier_pricing_detail' }),
  ])
  expect(map({ price_type: 'TIER', tier_pricing_detail: [{ start_value: 1 }] }).issues).toEqual([
    expect.objectContaining({ code: 'invalid_value', field: 'pricing.tier_pricing_detail.0' }),
  ])
})
