import { expect, test } from 'vitest'
import { diffProduct } from './diff-product.ts'
import type { PriceState, ProductState, VariantState } from './product-state.ts'

const price = (amountMinor: number, kind = 'regular'): PriceState => ({
  kind,
  currency: 'USD',
  amountMinor,
  minQuantity: null,
  quantityUnit: null,
  label: '',
})
const variant = (sourceId: string, change: Partial<VariantState> = {}): VariantState => ({
  sourceId,
  sku: null,
  barcodes: [],
  label: '',
  weight: null,
  weightUnit: null,
  minWeight: null,
  weightStep: null,
  customerType: 'both',
  lowStockAt: null,
  position: 0,
  prices: [price(100)],
  ...change,
})
const product = (change: Partial<ProductState> = {}): ProductState => ({
  name: 'Blue Dream',
  brand: null,
  description: null,
  status: 'active',
  sourceCategory: [],
  categories: ['flower'],
  categoryRule: 'built-in:flower',
  strainType: null,
  strainName: null,
  effects: [],
  flavors: [],
  ingredients: [],
  tags: [],
  potency: [],
  images: [],
  variants: [variant('a')],
  ...change,
})

test('the same product has no changes, whatever the order of keys in its JSON', () => {
  const before = product({ potency: [{ max: '2', min: '1' }] })
  expect(diffProduct(before, product({ potency: [{ min: '1', max: '2' }] }))).toEqual([])
})

test('a field is told with what it was', () => {
  expect(diffProduct(product(), product({ brand: 'Farm' }))).toEqual([
    { field: 'brand', before: null, after: 'Farm' },
  ])
})

test('a sale that begins is a price of its own', () => {
  const after = product({ variants: [variant('a', { prices: [price(100), price(80, 'sale')] })] })
  expect(diffProduct(product(), after)).toEqual([{ field: 'salePriceMinor', before: null, after: 80 }])
})

test('several variants are told apart by their labels, and one that comes or goes is told as such', () => {
  const before = product({ variants: [variant('a', { label: '1 g' }), variant('b', { label: '3.5 g' })] })
  const after = product({
    variants: [variant('a', { label: '1 g', sku: 'S' }), variant('c', { label: '7 g' })],
  })
  expect(diffProduct(before, after)).toEqual([
    { field: '1 g: sku', before: null, after: 'S' },
    { field: '7 g: variant', before: null, after: '7 g' },
    { field: '3.5 g: variant', before: '3.5 g', after: null },
  ])
})
