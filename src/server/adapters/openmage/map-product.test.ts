import { describe, expect, test } from 'vitest'
import { picture, productRecord } from './fixtures/records.ts'
import { mapProduct } from './map-product.ts'
import { settingsSchema } from './settings.ts'

const settings = settingsSchema.parse({})
const context = { settings, timeZone: 'America/Los_Angeles', currency: 'USD' }
const map = (changes: Record<string, unknown> = {}, changed: Record<string, string | boolean> = {}) =>
  mapProduct(productRecord(changes), { ...context, settings: { ...settings, ...changed } })

test('a product of the shop is one product with one variant', () => {
  expect(map()).toEqual({
    recordName: 'Lemon Lantern 3.5g',
    issues: [],
    draft: {
      sourceId: '417',
      name: 'Lemon Lantern 3.5g',
      brand: 'Hollow Hill',
      description: 'Bright and dry.',
      status: 'active',
      sourceCategory: ['Flower', 'Jars'],
      strainType: 'sativa',
      strainName: 'Lemon Lantern',
      effects: [],
      flavors: [],
      ingredients: [],
      tags: [],
      potency: [
        { analyte: 'thc', min: '21.5', max: '24', unit: '%' },
        { analyte: 'cbd', min: '0.3', max: '0.3', unit: '%' },
      ],
      images: [
        { url: 'https://shop.example.test/media/3.jpg', primary: true },
        { url: 'https://shop.example.test/media/2.jpg', primary: false },
      ],
      sourceUpdatedAt: new Date('2026-07-14T17:55:58Z'),
      variants: [
        {
          sourceId: '417',
          sku: 'LLNTRN-35',
          barcodes: [],
          label: '',
          weight: null,
          weightUnit: null,
          minWeight: null,
          weightStep: null,
          customerType: 'both',
          lowStockAt: null,
          prices: [
            price('regular', 3600),
            price('sale', 3000),
            { ...price('tier', 3200), minQuantity: '3', quantityUnit: 'each', label: 'From 3' },
          ],
        },
      ],
    },
  })
})

describe('what a product is', () => {
  test.each([
    ['enabled', { status: '1' }, 'active'],
    ['disabled', { status: '2' }, 'inactive'],
    ['part of another one', { visibility: '1' }, 'hidden'],
    ['found by search alone', { visibility: '3' }, 'active'],
    ['disabled and part of another one', { status: '2', visibility: '1' }, 'inactive'],
    ['made of others', { type_id: 'configurable' }, 'inactive'],
    ['a bundle', { type: 'bundle', type_id: null }, 'inactive'],
  ])('%s', (_what, changes, status) => {
    expect(map(changes)).toMatchObject({ draft: { status }, issues: [] })
  })

  test('a setting shows what is not visible individually', () => {
    expect(map({ visibility: '1' }, { showParts: true }).draft?.status).toBe('active')
  })

  test.each([null, '7'])('a status of %s is kept as inactive, and said', (status) => {
    expect(map({ status })).toMatchObject({
      draft: { status: 'inactive' },
      issues: [{ field: 'status', severity: 'warning' }],
    })
  })
})

describe('attributes of the shop’s own', () => {
  test('an option without a label shows as it is, rather than as somebody else’s', () => {
    const { draft, issues } = map({ joined: { categories: [], labels: {}, specialPrice: false } })
    expect(draft).toMatchObject({ brand: '88', strainType: null, sourceCategory: [] })
    expect(issues).toEqual([expect.objectContaining({ code: 'unknown_value', field: 'strain_type' })])
  })

  test('settings say which are which', () => {
    const { draft } = map(
      {
        additional_attributes: {
          complexObjectArray: [
            { key: 'maker', value: 'Low Valley' },
            { key: 'thc_mg', value: '10' },
          ],
        },
      },
      { brandAttribute: 'maker', thcAttribute: 'thc_mg', potencyUnit: 'mg', strainAttribute: '' },
    )
    expect(draft).toMatchObject({
      brand: 'Low Valley',
      strainName: null,
      potency: [{ analyte: 'thc', min: '10', max: '10', unit: 'mg' }],
    })
  })

  test('a potency nobody can read is left out and named', () => {
    const { draft, issues } = map({
      additional_attributes: { complexObjectArray: [{ key: 'thc', value: 'strong' }] },
    })
    expect(draft?.potency).toEqual([])
    expect(issues).toEqual([expect.objectContaining({ field: 'thc' })])
  })
})

test('a picture without a web address is left out and named', () => {
  const pictures = [picture({ url: 'javascript:alert(1)' }), picture({ url: null })]
  const { draft, issues } = map(
    { joined: { categories: [], labels: {}, pictures, specialPrice: false } },
    { strainTypeAttribute: '' },
  )
  expect(draft?.images).toEqual([])
  expect(issues).toEqual([expect.objectContaining({ code: 'invalid_value', field: 'joined.pictures' })])
})

test('a weight counts only where its unit is known', () => {
  expect(map({}, { weightUnit: 'g' }).draft?.variants[0]).toMatchObject({ weight: '3.5', weightUnit: 'g' })
  expect(map({ weight: '0.0000' }, { weightUnit: 'g' }).draft?.variants[0]).toMatchObject({ weight: null })
})

test('records saved as the shop sent them have no names of categories yet', () => {
  const { draft } = map({ joined: undefined })
  expect(draft).toMatchObject({ sourceCategory: [], name: 'Lemon Lantern 3.5g' })
})

describe('prices', () => {
  const prices = (changes: Record<string, unknown>) =>
    map(changes).draft?.variants[0]?.prices.map(({ kind, amountMinor }) => [kind, amountMinor])
  const tiers = (...rows: Record<string, unknown>[]) => ({ tier_price: { complexObjectArray: rows } })

  test('a special price counts while it lasts, and only when it is lower', () => {
    const after = { categories: [], labels: {}, specialPrice: false }
    expect(prices({ ...tiers(), joined: after })).toEqual([['regular', 3600]])
    expect(prices({ ...tiers(), special_price: '36.0000' })).toEqual([['regular', 3600]])
    expect(prices({ ...tiers(), joined: undefined })).toEqual([['regular', 3600]])
  })

  test('four decimals are rounded to the cent', () => {
    expect(prices({ ...tiers(), special_price: null, price: '12.3450' })).toEqual([['regular', 1235]])
  })

  test('tiers of one customer group are nobody else’s price', () => {
    const everybody = { customer_group_id: '32000', qty: '10.0000', price: '30.0000' }
    const wholesale = { customer_group_id: '2', qty: '1.0000', price: '20.0000' }
    const first = { customer_group_id: 'all', qty: '5.0000', price: '33.0000' }
    expect(prices({ special_price: null, ...tiers(everybody, wholesale, first) })).toEqual([
      ['regular', 3600],
      ['tier', 3300],
      ['tier', 3000],
    ])
  })

  test.each([
    ['none', null, 'missing_field'],
    ['below nothing', '-1.0000', 'invalid_value'],
    ['beyond belief', '99999999.0000', 'invalid_value'],
  ])('a price that is %s is left out and named', (_what, value, code) => {
    const { draft, issues } = map({ price: value, special_price: null, ...tiers() })
    expect(draft?.variants[0]?.prices).toEqual([])
    expect(issues).toEqual([expect.objectContaining({ code, field: 'price' })])
  })
})

function price(kind: string, amountMinor: number) {
  return { kind, currency: 'USD', amountMinor, minQuantity: null, quantityUnit: null, label: '' }
}
