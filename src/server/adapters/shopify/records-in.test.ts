import { expect, test } from 'vitest'
import { levelRecord, productRecord } from './fixtures/records.ts'
import { recordsIn } from './records-in.ts'

const nested = { ...productRecord(), variants: { nodes: [{ id: 'v' }], pageInfo: { hasNextPage: false } } }

test.each([
  ['an answer', { data: { products: { nodes: [nested] } }, extensions: {} }],
  ['an answer with edges', { data: { products: { edges: [{ node: nested }] } } }],
  ['a list of answers', [{ data: { products: { nodes: [nested] } } }]],
  ['a list by itself', { nodes: [nested] }],
  ['a list of records', [nested]],
  ['one record', nested],
])('Products are found in %s, their lists flattened', (_what, json) => {
  expect(recordsIn('products', json)).toEqual([{ ...productRecord(), variants: [{ id: 'v' }] }])
})

test('Products are found in the lines of a bulk operation’s file', () => {
  const lines = [{ id: 'p' }, { id: 'gid://shopify/ProductVariant/1', __parentId: 'p' }]
  expect(recordsIn('products', lines)).toEqual([
    {
      id: 'p',
      variants: [{ id: 'gid://shopify/ProductVariant/1' }],
      media: [],
      metafields: [],
      collections: [],
    },
  ])
})

test('Levels are found below their location', () => {
  const answer = { data: { location: { id: 'l', inventoryLevels: { nodes: [levelRecord()] } } } }
  expect(recordsIn('inventory', answer)).toEqual([levelRecord()])
})
