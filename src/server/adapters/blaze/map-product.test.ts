import { describe, expect, test } from 'vitest'
import { productRecord } from './fixtures/records.ts'
import { mapProduct } from './map-product.ts'

type Fields = Record<string, unknown>

const context = { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' }
const product = (changes: Fields = {}, settings: Record<string, string | boolean> = {}) =>
  mapProduct(productRecord(changes), { ...context, settings })
const variant = (changes: Fields) => product(changes).draft?.variants[0]

test('a whole product comes over without issues', () => {
  const { draft, issues, recordName } = product()
  expect(issues).toEqual([])
  expect(recordName).toBe('Lemon Lantern 3.5g')
  expect(draft).toMatchObject({
    sourceId: '60a1b2c3d4e5f60718293a4b',
    name: 'Lemon Lantern 3.5g',
    brand: 'Hollow Hill',
    description: 'Bright and dry.',
    status: 'active',
    sourceCategory: ['Flower'],
    strainType: 'sativa',
    tags: ['Staff pick'],
    images: [{ url: 'https://images.example/1.jpg', primary: true }],
    sourceUpdatedAt: new Date(1_780_000_000_000),
  })
  expect(draft?.variants).toMatchObject([
    {
      sourceId: '60a1b2c3d4e5f60718293a4b',
      sku: 'LL35',
      label: '3.5 g',
      customerType: 'both',
      lowStockAt: '5',
    },
  ])
})

describe('status', () => {
  test.each([
    [{ active: false }, 'inactive'],
    [{ deleted: true }, 'deleted'],
    [{ deleted: true, active: false }, 'deleted'],
    [{ showInWidget: false }, 'hidden'],
    [{ active: false, showInWidget: false }, 'inactive'],
  ])('%j is %s: what is switched off at the POS is not offered', (changes, status) => {
    expect(product(changes)).toMatchObject({ draft: { status }, issues: [] })
  })

  test('one that is not told is inactive, and named', () => {
    expect(product({ active: null })).toMatchObject({
      draft: { status: 'inactive' },
      issues: [{ code: 'missing_field', field: 'active' }],
    })
  })
})

describe('weights', () => {
  test.each([
    ['HALF_GRAM', '0.5'],
    ['FULL_GRAM', '1'],
    ['EIGHTH', '3.5'],
    ['eighth', '3.5'],
  ])('%s is %s g, never 0 and never milligrams', (weightPerUnit, weight) => {
    expect(variant({ weightPerUnit, unitValue: 0 })).toMatchObject({
      weight,
      weightUnit: 'g',
      label: `${weight} g`,
    })
  })

  test.each([
    ['GRAM', 'g'],
    ['MILLIGRAM', 'mg'],
    ['MILLILITER', 'ml'],
    [null, 'g'],
  ])('custom %s is in %s', (customGramType, weightUnit) => {
    const changes = { weightPerUnit: 'CUSTOM_GRAMS', customWeight: 0.35, customGramType }
    expect(variant(changes)).toMatchObject({ weight: '0.35', weightUnit })
  })

  test.each([
    [{ weightPerUnit: 'EACH', unitValue: 1 }, undefined],
    [{ weightPerUnit: null }, undefined],
    [{ weightPerUnit: 'CUSTOM_GRAMS', customWeight: 0 }, 'customWeight'],
    [{ weightPerUnit: 'CUSTOM_GRAMS', customWeight: 2, customGramType: 'DRAM' }, 'customGramType'],
    [{ weightPerUnit: 'HANDFUL', unitValue: 0 }, 'weightPerUnit'],
  ])('%j has none; what should have one is named', (changes, field) => {
    const { draft, issues } = product(changes)
    expect(draft?.variants[0]).toMatchObject({ weight: null, weightUnit: null, label: '' })
    expect(issues.map((issue) => issue.field)).toEqual(field === undefined ? [] : [field])
  })

  test('a word nobody knows yet is read by the grams of a unit', () => {
    expect(variant({ weightPerUnit: 'QUARTER', unitValue: 7 })).toMatchObject({
      weight: '7',
      weightUnit: 'g',
    })
  })
})

describe('potency', () => {
  test('per cent stand on the product, milligrams beside it, and 0 is not measured', () => {
    const potencyAmount = { thc: 100, cbd: 0, cbn: 5, cbda: 0, thca: 0 }
    const { draft } = product({ thc: 0, cbd: 0.1, cbn: 0, thca: '25.1', potencyAmount })
    expect(draft?.potency).toEqual([
      { analyte: 'thc', min: '100', max: '100', unit: 'mg' },
      { analyte: 'cbd', min: '0.1', max: '0.1', unit: '%' },
      { analyte: 'cbn', min: '5', max: '5', unit: 'mg' },
      { analyte: 'thca', min: '25.1', max: '25.1', unit: '%' },
    ])
  })
})

describe('categories, brands and pictures', () => {
  test.each([[{ name: 'Flower' }], [{ category: 'Flower' }], ['Flower']])(
    'a category is found as %j',
    (category) => {
      expect(product({ category })).toMatchObject({ draft: { sourceCategory: ['Flower'] }, issues: [] })
    },
  )

  test('the cannabis type is a sub-category where the setting says so', () => {
    const { draft } = product({}, { cannabisType: true })
    expect(draft?.sourceCategory).toEqual(['Flower', 'NON_CONCENTRATE'])
  })

  test('a product without a category has none rather than the first there is', () => {
    expect(product({ category: null })).toMatchObject({
      draft: { sourceCategory: [] },
      issues: [{ severity: 'warning', field: 'category' }],
    })
  })

  test.each([[{ name: ' Hollow Hill ' }], ['Hollow Hill']])('a brand may come as %j', (brand) => {
    expect(product({ brand }).draft?.brand).toBe('Hollow Hill')
  })

  test('an id that stands for a brand is not its name', () => {
    expect(product({ brand: '60a1b2c3d4e5f60718293a03' })).toMatchObject({
      draft: { brand: null },
      issues: [],
    })
  })

  test('without pictures of its own the category lends its one', () => {
    expect(product({ assets: [] }).draft?.images).toEqual([
      { url: 'https://images.example/flower.jpg', primary: true },
    ])
    expect(product({ assets: [{ publicURL: 'no address' }] })).toMatchObject({
      draft: { images: [] },
      issues: [{ code: 'invalid_value', field: 'assets' }],
    })
  })
})

test.each([
  ['Medicinal', 'medical'],
  ['Recreational', 'adult'],
  ['Both', 'both'],
  [null, 'both'],
])('sold as %s: for %s', (productSaleType, customerType) => {
  expect(variant({ productSaleType })?.customerType).toBe(customerType)
})

test('strain types and sale types nobody knows are named', () => {
  expect(product({ flowerType: 'Ruderalis', productSaleType: 'Wholesale' })).toMatchObject({
    draft: { strainType: null },
    issues: [
      { code: 'unknown_value', field: 'flowerType' },
      { code: 'unknown_value', field: 'productSaleType' },
    ],
  })
})

test('two products with the same SKU are two', () => {
  const [one, other] = [product(), product({ id: '60a1b2c3d4e5f60718293a4c' })]
  expect(one.draft?.variants[0]?.sku).toBe(other.draft?.variants[0]?.sku)
  expect(one.draft?.variants[0]?.sourceId).not.toBe(other.draft?.variants[0]?.sourceId)
})

test.each(['id', 'name'])('without %s the product is left out and named', (field) => {
  expect(product({ [field]: null })).toMatchObject({
    draft: null,
    issues: [{ code: 'missing_field', severity: 'error', field }],
  })
})
