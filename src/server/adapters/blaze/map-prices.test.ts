import { describe, expect, test } from 'vitest'
import { priceBreak, priceRange, productRecord } from './fixtures/records.ts'
import { mapProduct } from './map-product.ts'

type Fields = Record<string, unknown>

const context = { timeZone: 'America/Los_Angeles', currency: 'USD' }

function pricesOf(changes: Fields, settings: Record<string, string> = {}) {
  const { draft, issues } = mapProduct(productRecord(changes), { ...context, settings })
  const prices = draft?.variants[0]?.prices.map(({ kind, amountMinor, minQuantity, quantityUnit }) => [
    kind,
    amountMinor,
    ...(minQuantity === null ? [] : [minQuantity, quantityUnit]),
  ])
  return { prices, issues, variant: draft?.variants[0] }
}

describe('by the unit', () => {
  test('the unit price is the regular one, in cents', () => {
    expect(pricesOf({ unitPrice: 34.99, priceBreaks: [] })).toMatchObject({
      prices: [['regular', 3499]],
      issues: [],
    })
  })

  test('a sale price stands beside the regular one and does not replace it; 0 is none', () => {
    const onSale = (salePrice: number) => ({ priceBreaks: [priceBreak({ salePrice })] })
    expect(pricesOf(onSale(28)).prices).toEqual([
      ['regular', 3500],
      ['sale', 2800],
    ])
    expect(pricesOf(onSale(0)).prices).toEqual([['regular', 3500]])
  })

  test('several units have a price per unit, whatever order they come in; what is switched off has none', () => {
    const priceBreaks = [
      priceBreak({ quantity: 4, price: 120 }),
      priceBreak({ quantity: 3, price: 1, active: false }),
      priceBreak({ quantity: 2, price: null, assignedPrice: 65 }),
      priceBreak({ salePrice: 30 }),
    ]
    expect(pricesOf({ priceBreaks }).prices).toEqual([
      ['regular', 3500],
      ['sale', 3000],
      ['tier', 3250, '2', 'each'],
      ['tier', 3000, '4', 'each'],
    ])
  })

  test('without a unit price that of its price break is taken; without either there is none, and a name for it', () => {
    expect(pricesOf({ unitPrice: null })).toMatchObject({ prices: [['regular', 3500]], issues: [] })
    expect(pricesOf({ unitPrice: null, priceBreaks: [] })).toMatchObject({
      prices: [],
      issues: [{ code: 'missing_field', field: 'unitPrice' }],
    })
  })

  test.each([-1, 2_000_000])('%i dollars are no price', (unitPrice) => {
    expect(pricesOf({ unitPrice, priceBreaks: [] })).toMatchObject({
      prices: [],
      issues: [{ code: 'invalid_value', field: 'unitPrice' }],
    })
  })
})

describe('by weight', () => {
  const priceRanges = [priceRange(7, 63), priceRange(1, 12), priceRange(3.5, 38.5, { salePrice: 35 })]

  test('the price of each package becomes a price per gram, the regular unit price of 0 none', () => {
    const { prices, issues, variant } = pricesOf({ unitPrice: 0, priceBreaks: [], priceRanges })
    expect(prices).toEqual([
      ['tier', 1200, '1', 'g'],
      ['tier', 1000, '3.5', 'g'],
      ['tier', 900, '7', 'g'],
    ])
    expect(issues).toEqual([])
    expect(variant).toMatchObject({ weight: null, weightUnit: 'g', minWeight: '1' })
  })

  test('prices are per gram already where the setting says so', () => {
    const { prices } = pricesOf({ priceRanges: [priceRange(3.5, 10)] }, { breakPrices: 'unit' })
    expect(prices).toEqual([['tier', 1000, '3.5', 'g']])
  })

  test('a range without a price or a weight is left out and named, and costs none of the others', () => {
    const weightless = priceRange(1, 5, { weightTolerance: null })
    const { prices, issues } = pricesOf({ priceRanges: [priceRange(1, 12), priceRange(2, null), weightless] })
    expect(prices).toEqual([['tier', 1200, '1', 'g']])
    expect(issues.map(({ field }) => field)).toEqual(['priceRanges.1.price', 'priceRanges.2.weightTolerance'])
  })

  test('a category sold by grams makes a product loose, also before it has prices', () => {
    const { variant } = pricesOf({ category: { name: 'Bulk', unitType: 'grams' }, weightPerUnit: 'EIGHTH' })
    expect(variant).toMatchObject({ weight: null, weightUnit: 'g' })
  })
})
