import { expect, test } from 'vitest'
import { price, productRecord } from './fixtures/records.ts'
import { mapProduct } from './map-product.ts'

const context = { settings: {}, timeZone: 'America/Toronto', currency: 'CAD' }

function pricesOf(changes: Record<string, unknown>) {
  const { draft, issues } = mapProduct(productRecord(changes), context)
  const prices = draft?.variants[0]?.prices ?? []
  return {
    prices: prices.map(({ kind, amountMinor, minQuantity }) => [kind, amountMinor, minQuantity]),
    fields: issues.map(({ field }) => field),
  }
}

const tier = (TierQuantity: number | null, AtTierPrice: number) =>
  price({ TierId: 1, TierName: 'Deli', TierQuantity, AtTierPrice })

test.each([
  ['a price', [price()], [['regular', 3500, null]]],
  [
    'a lower sale price',
    [price({ SalePrices: [{ SalePrice: 29.99 }] })],
    [
      ['regular', 3500, null],
      ['sale', 2999, null],
    ],
  ],
  ['a sale price that is no lower', [price({ SalePrices: [{ SalePrice: 40 }] })], [['regular', 3500, null]]],
  ['no price of the store', [], [['regular', 3600, null]]],
])('%s', (_what, Prices, prices) => {
  expect(pricesOf({ Prices })).toEqual({ prices, fields: [] })
})

test('three for ten come to 9.99, as COVA rounds, and tiers are in order', () => {
  expect(pricesOf({ Prices: [tier(3, 10), tier(1, 4)] })).toEqual({
    prices: [
      ['tier', 400, '1'],
      ['tier', 333, '3'],
    ],
    fields: [],
  })
})

test('a tier that doesn’t say from what quantity is left out and named', () => {
  expect(pricesOf({ Prices: [tier(1, 4), tier(null, 10), tier(0, 10)] })).toEqual({
    prices: [['tier', 400, '1']],
    fields: ['Prices.1', 'Prices.2'],
  })
})

test('of several locations none is picked: the price of the company is taken and that is said', () => {
  const Prices = [price(), price({ LocationId: 900101, Price: 20 })]
  expect(pricesOf({ Prices })).toEqual({ prices: [['regular', 3600, null]], fields: ['Prices'] })
})

test('no price is no price, not zero', () => {
  expect(pricesOf({ Prices: [], CompanyLevelRegularPrice: null })).toEqual({ prices: [], fields: ['Prices'] })
  expect(pricesOf({ Prices: [price({ Price: -1 })] })).toEqual({ prices: [], fields: ['Prices.0.Price'] })
})
