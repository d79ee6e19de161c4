import { expect, test } from 'vitest'
import { productRecord } from './fixtures/records.ts'
import { mapProduct } from './map-product.ts'

const context = { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' }
const draftOf = (changes: Record<string, unknown>, settings = {}) =>
  mapProduct(productRecord(changes), { ...context, settings }).draft

test('a product keeps its name, brand, categories, strain and price', () => {
  const draft = draftOf({})
  expect(draft).toMatchObject({
    sourceId: '4100017',
    name: 'Lemon Lantern – 3.5 g',
    brand: 'Hollow Hill',
    sourceCategory: ['Flower', 'Pre-Packed Flower'],
    strainType: 'sativa',
    status: 'active',
  })
  expect(draft?.variants).toHaveLength(1)
  expect(draft?.variants[0]?.prices.find(({ kind }) => kind === 'regular')?.amountMinor).toBe(3500)
})

test('the product name is used where online titles are switched off', () => {
  expect(draftOf({}, { onlineTitle: false })?.name).toBe('Lemon Lantern | 3.5g')
})

test('a product that is not active is not on sale', () => {
  expect(draftOf({ isActive: false })?.status).toBe('inactive')
})

test('a product without a name or an id is left out and says which field', () => {
  const nameless = mapProduct(
    productRecord({ productName: null, internalName: null, onlineTitle: null }),
    context,
  )
  expect(nameless.draft).toBeNull()
  expect(nameless.issues.some(({ severity }) => severity === 'error')).toBe(true)
  const anonymous = mapProduct(productRecord({ productId: null }), context)
  expect(anonymous.draft).toBeNull()
  expect(anonymous.issues).toContainEqual(expect.objectContaining({ field: 'productId', severity: 'error' }))
})

test('a price that cannot be read costs the price, not the product', () => {
  const mapped = mapProduct(productRecord({ recPrice: 'call us', price: 'call us', medPrice: null }), context)
  expect(mapped.draft?.name).toBe('Lemon Lantern – 3.5 g')
  expect(mapped.issues.length).toBeGreaterThan(0)
})
