import { expect, test } from 'vitest'
import { productDraftSchema } from '../../model/product.ts'
import { metafield, productRecord, variantId, variantRecord } from './fixtures/records.ts'
import { mapProduct } from './map-product.ts'
import { settingsSchema } from './settings.ts'

const context = (settings: Record<string, string> = {}) => ({
  settings: settingsSchema.parse(settings),
  timeZone: 'America/Los_Angeles',
  currency: 'USD',
})
const map = (changes = {}, settings = {}) => mapProduct(productRecord(changes), context(settings))
const draftOf = (changes = {}, settings = {}) => productDraftSchema.parse(map(changes, settings).draft)
const variantOf = (changes = {}, product = {}) =>
  draftOf({ variants: [variantRecord(changes)], ...product }).variants[0]

test('A product comes whole, with no issues', () => {
  const { draft, issues, recordName } = map()
  expect(issues).toEqual([])
  expect(recordName).toBe('Lemon Lantern')
  expect(draft).toMatchObject({
    sourceId: 'gid://shopify/Product/8100000004242',
    name: 'Lemon Lantern',
    brand: 'Hollow Hill',
    description: '<p>Bright and dry.</p>',
    status: 'active',
    sourceCategory: ['Flower', 'Pre-pack'],
    strainType: 'sativa_hybrid',
    strainName: 'Lemon Lantern',
    effects: ['Uplifted', 'Focused'],
    flavors: ['Citrus'],
    tags: ['Featured', 'Sungrown'],
    potency: [
      { analyte: 'thc', min: '21.5', max: '24', unit: '%' },
      { analyte: 'thc', min: '815', max: '815', unit: 'mg' },
    ],
    images: [
      { url: 'https://images.example/1.jpg', primary: true },
      { url: 'https://images.example/2.jpg', primary: false },
    ],
    sourceUpdatedAt: new Date('2026-07-14T17:55:58Z'),
    variants: [
      {
        sourceId: variantId,
        sku: 'LL-35',
        barcodes: ['810000000017'],
        label: '3.5 g',
        weight: '3.5',
        weightUnit: 'g',
        prices: [{ kind: 'regular', amountMinor: 3500, currency: 'USD' }],
      },
    ],
  })
})

// What the earlier integration got wrong.

test('Variants are variants of one product, each with its own label; none is a product called "Title(Variant)"', () => {
  const variants = [
    variantRecord({ id: 'gid://shopify/ProductVariant/1', title: 'Small / Red' }),
    variantRecord({ id: 'gid://shopify/ProductVariant/2', title: 'Large / Red' }),
  ]
  const draft = draftOf({ variants })
  expect(draft.name).toBe('Lemon Lantern')
  expect(draft.variants.map(({ label }) => label)).toEqual(['Small / Red', 'Large / Red'])
})

test('A brand keeps its letters as the shop writes them', () => {
  expect(draftOf({ vendor: 'hollow Hill' }).brand).toBe('hollow Hill')
})

test.each([
  ['ACTIVE', 'active'],
  ['DRAFT', 'inactive'],
  ['ARCHIVED', 'inactive'],
  ['UNLISTED', 'hidden'],
])('A product that is %s is kept, as %s', (status, expected) => {
  expect(draftOf({ status }).status).toBe(expected)
})

test('The product type counts as the category, where the last collection did', () => {
  expect(draftOf({ metafields: [] }).sourceCategory).toEqual(['Flower'])
  const collections = draftOf({ metafields: [] }, { category: 'collection' })
  expect(collections.sourceCategory).toEqual(['Sungrown flower'])
  const taxonomy = { category: { fullName: 'Home & Garden > Plants > Seeds' }, metafields: [] }
  expect(draftOf(taxonomy, { category: 'taxonomy' }).sourceCategory).toEqual([
    'Home & Garden',
    'Plants',
    'Seeds',
  ])
})

test('Where the chosen place for the category is empty, the next is used; where all are, an issue says so', () => {
  const bare = { productType: '', category: null, metafields: [] }
  expect(draftOf(bare).sourceCategory).toEqual(['Sungrown flower'])
  const { draft, issues } = map({ ...bare, collections: [{ title: 'All' }] })
  expect(draft?.sourceCategory).toEqual([])
  expect(issues).toMatchObject([{ code: 'missing_field', severity: 'warning', field: 'productType' }])
})

test.each([
  [{ unit: 'POUNDS', value: 1 }, '16', 'oz'],
  [{ unit: 'OUNCES', value: 0.125 }, '0.125', 'oz'],
  [{ unit: 'KILOGRAMS', value: 0.0035 }, '3.5', 'g'],
  [{ unit: 'GRAMS', value: 28 }, '28', 'g'],
  [{ unit: 'GRAMS', value: 0 }, null, null],
  [null, null, null],
])('A weight of %j is %s %s', (weight, amount, unit) => {
  expect(variantOf({ inventoryItem: { measurement: { weight } } })).toMatchObject({
    weight: amount,
    weightUnit: unit,
  })
})

test('A weight in an unknown unit is left empty and named', () => {
  const inventoryItem = { measurement: { weight: { unit: 'STONE', value: 2 } } }
  const { issues } = map({ variants: [variantRecord({ inventoryItem })] })
  expect(issues).toMatchObject([
    { code: 'unknown_value', field: 'variants.0.inventoryItem.measurement.weight.unit' },
  ])
})

test('A product without variants is not taken over as one without stock, and says why', () => {
  const { draft, issues } = map({ variants: [] })
  expect(draft).toBeNull()
  expect(issues).toContainEqual(expect.objectContaining({ code: 'missing_field', severity: 'error' }))
})

test('A bad variant costs the product only that variant', () => {
  const { draft, issues } = map({ variants: [variantRecord({ id: null }), variantRecord({ price: 'free' })] })
  expect(draft?.variants).toMatchObject([{ sourceId: variantId, prices: [] }])
  expect(issues.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['variants.0.id', 'variants.1.price']),
  )
})

// The rest of the fields.

test('A price below the one to compare with is a sale; one that is not below is no sale', () => {
  const prices = (compareAtPrice: string | null) =>
    variantOf({ price: '35.0', compareAtPrice })?.prices.map(({ kind, amountMinor }) => [kind, amountMinor])
  expect(prices('50.00')).toEqual([
    ['regular', 5000],
    ['sale', 3500],
  ])
  expect(prices('35.0')).toEqual([['regular', 3500]])
  expect(prices(null)).toEqual([['regular', 3500]])
})

test('The one variant of a product without options is labelled by its size, where a metafield tells it', () => {
  const only = { variants: [variantRecord({ title: 'Default Title' })] }
  expect(draftOf({ ...only, metafields: [] }).variants[0]?.label).toBe('')
  expect(draftOf({ ...only, metafields: [metafield('size', '3.5 g')] }).variants[0]?.label).toBe('3.5 g')
})

test('A net weight in a metafield comes before the weight for shipping, but not for several sizes', () => {
  const metafields = [metafield('net_weight', '{"value":7,"unit":"g"}', 'weight')]
  expect(variantOf({}, { metafields })?.weight).toBe('7')
  const two = [variantRecord(), variantRecord({ id: 'gid://shopify/ProductVariant/2' })]
  expect(draftOf({ metafields, variants: two }).variants.map(({ weight }) => weight)).toEqual(['3.5', '3.5'])
})

test('Metafields may stand in another namespace and go by other names', () => {
  const at = (namespace: string, key: string, value: string) => ({ namespace, key, type: 'text', value })
  const metafields = [
    at('weed', 'strain', 'Lemon'),
    at('lab', 'thc', '21.5 %'),
    at('custom', 'mood', 'Calm, Happy'),
  ]
  const draft = draftOf(
    { metafields },
    { namespace: 'weed', metafields: 'thc_percent = lab.thc, effects=custom.mood, nonsense=x' },
  )
  expect(draft).toMatchObject({
    strainName: 'Lemon',
    effects: ['Calm', 'Happy'],
    potency: [{ analyte: 'thc', min: '21.5', max: '21.5', unit: '%' }],
  })
  expect(draftOf({ metafields }).strainName).toBeNull()
})

test('What cannot be read is left out and named', () => {
  const { draft, issues } = map({
    status: 'SLEEPING',
    updatedAt: 'yesterday',
    media: [{ image: { url: 'javascript:alert(1)' } }],
    metafields: [metafield('strain_type', 'Ruderalis'), metafield('lab_results', 'n/a, see bag')],
  })
  expect(draft).toMatchObject({ status: 'inactive', images: [], strainType: null, potency: [] })
  expect(issues.map(({ field }) => field).sort()).toEqual([
    'media',
    'metafields.cannabis.lab_results',
    'metafields.cannabis.strain_type',
    'status',
    'updatedAt',
  ])
})
