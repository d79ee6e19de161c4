import { expect, test } from 'vitest'
import { price, productId, productRecord, specification } from './fixtures/records.ts'
import { mapProduct } from './map-product.ts'

const context = { settings: {}, timeZone: 'America/Toronto', currency: 'CAD' }

function draftOf(changes: Record<string, unknown> = {}, settings: Record<string, boolean> = {}) {
  const { draft, issues } = mapProduct(productRecord(changes), { ...context, settings })
  if (!draft) throw new Error(JSON.stringify(issues))
  const [variant] = draft.variants
  return { draft, variant, issues }
}

test('a whole record becomes a whole draft without issues', () => {
  const { draft, issues } = draftOf()
  expect(issues).toEqual([])
  expect(draft).toEqual({
    sourceId: productId,
    name: 'Lemon Lantern 3.5g',
    brand: 'Hollow Hill',
    description: '<p>Bright and dry.</p>',
    status: 'active',
    sourceCategory: ['Flower'],
    strainType: 'sativa',
    strainName: null,
    effects: [],
    flavors: [],
    ingredients: [],
    tags: ['New', 'Staff Pick'],
    potency: [{ analyte: 'thc', min: '21.5', max: '24', unit: '%' }],
    images: [
      { url: 'https://images.example/2.jpg', primary: true },
      { url: 'https://images.example/1.jpg', primary: false },
    ],
    sourceUpdatedAt: new Date('2026-07-14T17:55:58.765Z'),
    variants: [
      {
        sourceId: productId,
        sku: 'LLNTRN35',
        barcodes: ['00810000000017'],
        label: '3.5 g',
        weight: '3.5',
        weightUnit: 'g',
        minWeight: null,
        weightStep: null,
        customerType: 'both',
        lowStockAt: null,
        prices: [
          {
            kind: 'regular',
            currency: 'CAD',
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

test.each([
  ['500', 'mg', '500', 'mg'],
  ['0.5', 'g', '0.5', 'g'],
  ['3.50', 'g', '3.5', 'g'],
  ['28 g', '', '28', 'g'],
  ['0', 'g', null, null],
])('a net weight of %s %s is never divided: %s %s', (value, unit, weight, weightUnit) => {
  const { variant } = draftOf({ ProductSpecifications: [specification('Net Weight', value, unit)] })
  expect(variant).toMatchObject({ weight, weightUnit })
})

test('an unknown unit of weight is named and nothing is guessed from "Equivalent To"', () => {
  const specifications = [specification('Equivalent To', '7', 'g'), specification('Weight', '2', 'stone')]
  const { variant, issues } = draftOf({ ProductSpecifications: specifications })
  expect(variant).toMatchObject({ weight: null, label: '' })
  expect(issues.map(({ field }) => field)).toEqual(['ProductSpecifications.1.Unit'])
})

test('specifications are known by what is displayed, whatever the tenant’s number in their field name', () => {
  const brand = { ...specification('Brand', 'Saltgrass'), FieldName: 'Brand 1234567' }
  expect(draftOf({ ProductSpecifications: [brand] }).draft.brand).toBe('Saltgrass')
  const hidden = { ...brand, DisplayName: null }
  expect(draftOf({ ProductSpecifications: [hidden] }).draft.brand).toBe('Saltgrass')
})

test('"Strain" holds a species or the name of a strain', () => {
  const named = draftOf({ ProductSpecifications: [specification('Strain', 'Marsh Plum')] }).draft
  expect([named.strainType, named.strainName]).toEqual([null, 'Marsh Plum'])
})

test.each([
  [[['THC', '22', '%']], [{ analyte: 'thc', min: '22', max: '22', unit: '%' }]],
  [[['THC Content', '20 - 24', '%']], [{ analyte: 'thc', min: '20', max: '24', unit: '%' }]],
  [[['THC', '215', 'mg/g']], [{ analyte: 'thc', min: '21.5', max: '21.5', unit: '%' }]],
  [[['Total THC', '5', 'mg']], [{ analyte: 'total_thc', min: '5', max: '5', unit: 'mg' }]],
  [[['CBD-A (%)', '0.3', '']], [{ analyte: 'cbda', min: '0.3', max: '0.3', unit: '%' }]],
  [[['THC per serving', '5', 'mg']], []],
])('%j among the specifications is %j', (rows, potency) => {
  const specifications = rows.map(([name = '', value = '', unit = '']) => specification(name, value, unit))
  expect(draftOf({ ProductSpecifications: specifications }).draft.potency).toEqual(potency)
})

test('categories come from the tree, else from the path, else from the name; none is none', () => {
  const Classification = { Id: 501, Name: 'Oils', ParentCategories: [{ Id: 7, Name: 'Ingestibles' }] }
  expect(draftOf({ Classification }).draft.sourceCategory).toEqual(['Ingestibles', 'Oils'])
  expect(draftOf({ ClassificationPath: 'Vapes > Pods' }).draft.sourceCategory).toEqual(['Vapes', 'Pods'])
  expect(draftOf({ ClassificationPath: null }).draft.sourceCategory).toEqual(['Flower'])
  const bare = draftOf({ ClassificationPath: null, ClassificationName: null })
  expect(bare.draft.sourceCategory).toEqual([])
  expect(bare.issues.map(({ field }) => field)).toEqual(['ClassificationName'])
})

test.each([
  [{ LifeCycle: 'Active' }, 'active', []],
  [{ LifeCycle: 'Discontinued' }, 'inactive', []],
  [{ LifeCycle: 'Active', IsArchived: true }, 'inactive', []],
  [{ LifeCycle: 'Sleeping' }, 'inactive', ['LifeCycle']],
  [{ LifeCycle: null }, 'inactive', ['LifeCycle']],
])('%j is kept as %s', (changes, status, fields) => {
  const { draft, issues } = draftOf(changes)
  expect(draft.status).toBe(status)
  expect(issues.map(({ field }) => field)).toEqual(fields)
})

test('the online menu name is used unless the setting says otherwise', () => {
  const ProductSpecifications = [specification('Online Menu Name', 'Lemon Lantern')]
  expect(draftOf({ ProductSpecifications }).draft.name).toBe('Lemon Lantern')
  expect(draftOf({ ProductSpecifications }, { menuName: false }).draft.name).toBe('Lemon Lantern 3.5g')
})

test('one bad field costs that field alone', () => {
  const { draft, issues } = draftOf({ Prices: [price({ Price: 'free' })], Upcs: 'none' })
  expect(draft.name).toBe('Lemon Lantern 3.5g')
  expect(issues.map(({ severity }) => severity)).not.toContain('error')
  expect(issues.map(({ field }) => field)).toEqual(expect.arrayContaining(['Prices.0.Price', 'Upcs']))
})
