import { describe, expect, test } from 'vitest'
import { configurable, eCommerce, pricing, productId, productRecord } from './fixtures/records.ts'
import { mapProduct } from './map-product.ts'

const context = { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' }
const map = (changes: Record<string, unknown> = {}, settings: Record<string, boolean> = {}) =>
  mapProduct(productRecord(changes), { ...context, settings })
const draftOf = (changes: Record<string, unknown> = {}, settings: Record<string, boolean> = {}) => {
  const { draft } = map(changes, settings)
  if (!draft) throw new Error('not mapped')
  return draft
}

test('a whole record becomes a whole draft without issues', () => {
  const { draft, issues, recordName } = map()
  expect(issues).toEqual([])
  expect(recordName).toBe('Lemon Lantern – 3.5 g')
  expect(draft).toEqual({
    sourceId: productId,
    name: 'Lemon Lantern – 3.5 g',
    brand: 'HOLLOW HILL',
    description: 'Bright and dry.',
    status: 'active',
    sourceCategory: ['FLOWER', 'PRE-PACK'],
    strainType: 'sativa_hybrid',
    strainName: null,
    effects: ['UPLIFTED'],
    flavors: ['CITRUS'],
    ingredients: [],
    tags: ['STRAIN SPECIFIC'],
    potency: [{ analyte: 'thc', min: '21.5', max: '24', unit: '%' }],
    images: [
      { url: 'https://images.example/2.jpg', primary: true },
      { url: 'https://images.example/1.jpg', primary: false },
    ],
    sourceUpdatedAt: new Date('2026-07-14T17:55:58Z'),
    variants: [
      {
        sourceId: productId,
        sku: '810000000017',
        barcodes: ['GEN-1', '810000000017'],
        label: '3.5 G',
        weight: '3.5',
        weightUnit: 'g',
        minWeight: null,
        weightStep: null,
        customerType: 'both',
        lowStockAt: '3',
        prices: [
          {
            kind: 'regular',
            currency: 'USD',
            amountMinor: 3500,
            minQuantity: null,
            quantityUnit: null,
            label: '',
          },
        ],
      },
    ],
  })
})

describe('name', () => {
  test.each([null, '', 'N/A', 'n/a', '  '])(
    'comes from the product when the menu title is %j',
    (menu_title) => {
      expect(draftOf({ e_commerce: eCommerce({ menu_title }) }).name).toBe('LEMON LANTERN - 3.5 G')
    },
  )

  test('comes from the product when the store prefers that', () => {
    expect(draftOf({}, { menuTitle: false }).name).toBe('LEMON LANTERN - 3.5 G')
  })

  test('missing everywhere is an error that names the field and the record', () => {
    const { draft, issues, recordName } = map({
      product_configurable_fields: configurable({ name: null }),
      e_commerce: null,
    })
    expect(draft).toBeNull()
    expect(recordName).toBe(productId)
    expect(issues).toEqual([
      expect.objectContaining({
        code: 'missing_field',
        severity: 'error',
        field: 'product_configurable_fields.name',
      }),
    ])
  })
})

describe('status', () => {
  test.each([
    ['ACTIVE', false, 'active'],
    ['ACTIVE', true, 'hidden'],
    ['ACTIVE', 'true', 'hidden'],
    ['DEACTIVATED', false, 'inactive'],
    ['DELETED', false, 'deleted'],
  ])('%s with hide_from_menu %j is %s', (product_status, hide_from_menu, status) => {
    const { draft, issues } = map({ product_status, e_commerce: eCommerce({ hide_from_menu }) })
    expect(draft?.status).toBe(status)
    expect(issues).toEqual([])
  })

  test('a word nobody knows keeps the product off the menu and says so', () => {
    const { draft, issues } = map({ product_status: 'PARKED' })
    expect(draft?.status).toBe('inactive')
    expect(issues).toEqual([expect.objectContaining({ code: 'unknown_value', field: 'product_status' })])
  })
})

test.each([
  ['SATIVA', 'sativa'],
  ['INDICA', 'indica'],
  ['HYBRID', 'hybrid'],
  ['CBD', 'cbd'],
  ['I/S', 'indica_hybrid'],
  ['S/I', 'sativa_hybrid'],
  ['KUSH', 'indica'],
  ['NONE', null],
  ['N/A', null],
  [null, null],
])('classification %j is strain type %j', (classification, strainType) => {
  const { draft, issues } = map({ product_configurable_fields: configurable({ classification }) })
  expect(draft?.strainType).toBe(strainType)
  expect(issues).toEqual([])
})

describe('weight', () => {
  test.each([
    [{ uom: 'MILLIGRAMS', amount: 100 }, '100', 'mg'],
    [{ uom: 'MILLIGRAMS', amount: 100, net_weight_g: 42.5 }, '42.5', 'g'],
    [{ uom: 'OUNCES', amount: 1 }, '1', 'oz'],
    [{ uom: null, amount: null, total_flower_weight_g: '3.50' }, '3.5', 'g'],
    [{ uom: null, amount: null, total_concentrate_weight_g: 0.5 }, '0.5', 'g'],
    [{ uom: null, amount: null, total_flower_weight_g: null }, null, null],
    [{ uom: 'GRAMS', amount: 0 }, null, null],
  ])('of %j is %j %j', (fields, weight, weightUnit) => {
    const [variant] = draftOf({ product_configurable_fields: configurable(fields) }).variants
    expect(variant).toMatchObject({ weight, weightUnit })
  })

  test('in a unit nobody knows is left empty and named', () => {
    const { draft, issues } = map({ product_configurable_fields: configurable({ uom: 'FURLONGS' }) })
    expect(draft?.variants[0]?.weight).toBeNull()
    expect(issues).toEqual([expect.objectContaining({ field: 'product_configurable_fields.uom' })])
  })
})

test.each([
  [['A-1', 'B-2'], 'A-1', ['A-1', 'B-2']],
  [[{ sku: 'C-3', type: 'CATALOG' }], 'C-3', ['C-3']],
  [[{ sku: 'N/A', type: 'CATALOG' }], null, []],
  [[{ sku: 'D-4' }, 'D-4', null], 'D-4', ['D-4']],
  [[], null, []],
  [null, null, []],
])('barcodes %j give the sku %j', (product_barcodes, sku, barcodes) => {
  const { draft, issues } = map({ product_barcodes })
  expect(draft?.variants[0]).toMatchObject({ sku, barcodes })
  expect(issues).toEqual([])
})

test('the minimum visible level is the low-stock mark only where the store wants it', () => {
  expect(draftOf({}, { minimumVisible: false }).variants[0]?.lowStockAt).toBeNull()
  const none = draftOf({ e_commerce: eCommerce({ minimum_visible_inventory_level: 0 }) })
  expect(none.variants[0]?.lowStockAt).toBeNull()
})

test.each([
  ['2026-07-14T10:55:58.000-07:00', '2026-07-14T17:55:58.000Z'],
  ['2026-01-11T13:56:05.000-0800', '2026-01-11T21:56:05.000Z'],
  ['2025-06-11 14:51:53', '2025-06-11T21:51:53.000Z'],
  ['2024-12-31', '2024-12-31T08:00:00.000Z'],
])('reads the time %s', (last_updated_at, instant) => {
  expect(draftOf({ last_updated_at }).sourceUpdatedAt?.toISOString()).toBe(instant)
})

test('pictures that are no web address are left out and named', () => {
  const { draft, issues } = map({
    e_commerce: eCommerce({
      primary_image: 'N/A',
      all_images: ['javascript:alert(1)', 'https://images.example/3.jpg'],
    }),
  })
  expect(draft?.images).toEqual([{ url: 'https://images.example/3.jpg', primary: false }])
  expect(issues).toEqual([expect.objectContaining({ code: 'invalid_value', field: 'e_commerce.all_images' })])
})

test('one bad field costs that field and nothing else', () => {
  const { draft, issues } = map({
    pricing: pricing({ price_sell: { dollars: 3 } }),
    attributes: 'none',
    lab_results: [7, { result_type: 'CBD', amount: { minimum_value: '0.1' }, amount_type: 'PERCENTAGE' }],
  })
  expect(draft).toMatchObject({ name: 'Lemon Lantern – 3.5 g', effects: [] })
  expect(draft?.potency).toEqual([{ analyte: 'cbd', min: '0.1', max: '0.1', unit: '%' }])
  expect(issues.map(({ field }) => field).sort()).toEqual([
    'attributes',
    'lab_results.0',
    'pricing.price_sell',
  ])
})

test.each([null, undefined, 'text', 42, [], true])('%j is no record and says so', (payload) => {
  const { draft, issues } = mapProduct(payload, context)
  expect(draft).toBeNull()
  expect(issues).toEqual([expect.objectContaining({ code: 'unreadable_record', severity: 'error' })])
})
