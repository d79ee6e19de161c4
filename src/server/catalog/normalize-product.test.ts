import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ProductDraft, VariantDraft } from '../model/product.ts'
import { normalizeProduct } from './normalize-product.ts'

const variant: VariantDraft = {
  sourceId: 'v1',
  sku: null,
  barcodes: [],
  label: '',
  weight: null,
  weightUnit: null,
  minWeight: null,
  weightStep: null,
  customerType: 'both',
  lowStockAt: null,
  prices: [],
}

function draftOf(changes: Partial<ProductDraft>): ProductDraft {
  return {
    sourceId: 'p1',
    name: 'Blue Dream',
    brand: null,
    description: null,
    status: 'active',
    sourceCategory: ['FLOWER'],
    strainType: null,
    strainName: null,
    effects: [],
    flavors: [],
    ingredients: [],
    tags: [],
    potency: [],
    images: [],
    sourceUpdatedAt: null,
    variants: [variant],
    ...changes,
  }
}

test('takes size and strain type from the name where the POS states none', () => {
  const product = normalizeProduct(draftOf({ name: 'Blue Dream Sativa 1/8 oz' }))
  expect(product.strainType).toBe('sativa')
  expect(product.variants[0]).toMatchObject({ weight: '3.5', weightUnit: 'g' })
})

test('never overrides what the POS states', () => {
  const stated = { ...variant, weight: '7', weightUnit: 'g' as const }
  const product = normalizeProduct(
    draftOf({ name: 'Blue Dream Sativa 3.5g', strainType: 'hybrid', variants: [stated] }),
  )
  expect(product.strainType).toBe('hybrid')
  expect(product.variants[0]).toMatchObject({ weight: '7', weightUnit: 'g' })
})

test('a shirt has neither strain nor weight', () => {
  const product = normalizeProduct(draftOf({ name: 'Shirt (S) 5 oz', sourceCategory: ['MERCH'] }))
  expect(product.strainType).toBeNull()
  expect(product.variants[0]?.weight).toBeNull()
})

test('the weight of a product with several sizes is not taken from its name', () => {
  const product = normalizeProduct(
    draftOf({ name: 'Blue Dream 1g', variants: [variant, { ...variant, sourceId: 'v2', label: '7 G' }] }),
  )
  expect(product.variants.map(({ weight }) => weight)).toEqual([null, '7'])
})

test('names effects, flavours and substances one way', () => {
  const product = normalizeProduct(
    draftOf({
      effects: ['UPLIFTING', 'Uplifted', 'N/A', 'CLEAR_MIND', 'SPARKLY'],
      flavors: ['GASSY', 'lemony'],
      potency: [
        { analyte: 'thc_d9', min: '20', max: '21', unit: '%' },
        { analyte: 'thc', min: '19', max: '19', unit: '%' },
      ],
    }),
  )
  expect(product.effects).toEqual(['Uplifted', 'Clear mind', 'Sparkly'])
  expect(product.flavors).toEqual(['Diesel', 'Lemon'])
  expect(product.potency).toEqual([{ analyte: 'thc', min: '19', max: '21', unit: '%' }])
})

test('gives every product a name and a category, whatever it is called, and the same when done twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.option(fc.string()), (name, brand) => {
      const once = normalizeProduct(draftOf({ name, brand }))
      expect(once.name).not.toBe('')
      expect(once.categories.length).toBeGreaterThan(0)
      expect(normalizeProduct(draftOf({ name: once.name, brand: once.brand })).name).toBe(once.name)
    }),
  )
})
