import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QueryScope } from '#server/access/query-scope.ts'
import { createOrganization } from '#server/access/testing.ts'
import { pool } from '#server/db/pool.ts'
import { productFacets } from './facets.ts'
import { listProducts, productPageStatement } from './list-products.ts'
import type { ProductFilter } from './product-filter.ts'
import type { ProductPage } from './product-row.ts'
import { insertProducts } from './testing.ts'

const size = 20_000
const byName: ProductPage = { sort: 'name', direction: 'asc', page: 1, pageSize: 50 }
let scope: QueryScope
let store: QueryScope

beforeAll(async () => {
  const { organizationId, storeIds } = await createOrganization(pool, { stores: 2 })
  for (const storeId of storeIds) await insertProducts(pool, organizationId, storeId, size / 2)
  // What autovacuum does a minute after a big write; until then new rows lie in the search index's pending list.
  await pool.query('VACUUM ANALYZE product')
  scope = { organizationId, storeIds: null }
  store = { organizationId, storeIds: storeIds.slice(0, 1) }
}, 60_000)
afterAll(() => pool.end())

const list = (filter: ProductFilter, page: Partial<ProductPage> = {}) =>
  listProducts(pool, store, filter, { ...byName, ...page })

describe('listProducts', () => {
  it('gives every product once over its pages, in order', async () => {
    const seen: string[] = []
    for (let page = 1; page <= 3; page++) {
      seen.push(...(await list({ q: 'Product 0000' }, { page, pageSize: 40 })).rows.map(({ name }) => name))
    }
    expect(seen).toHaveLength(100)
    expect(seen).toEqual([...new Set(seen)].sort())
  })

  it('keeps its order where many products share the value sorted by', async () => {
    const ids: string[] = []
    for (let page = 1; page <= 4; page++) {
      const { rows } = await list({ brands: ['Brand 7'] }, { sort: 'quantity', page, pageSize: 60 })
      ids.push(...rows.map(({ id }) => id))
    }
    expect(new Set(ids).size).toBe(240)
  })

  it.each<[string, ProductFilter, number]>([
    ['words anywhere in name and brand', { q: 'brand 7 00000' }, 1],
    ['a percent sign as itself', { q: '100%' }, 0],
    ['a category with its types', { categories: ['pre-roll'] }, 1000],
    ['a type alone', { categories: ['flower/pre-pack'] }, 9000],
    ['a category without its namesakes', { categories: ['flower/bud'] }, 0],
    ['several brands', { brands: ['Brand 1', 'Brand 2'] }, 500],
    ['what is sold out', { stock: 'out' }, 100],
    ['what is in stock', { stock: 'in' }, 9900],
    ['what runs low', { stock: 'low' }, 500],
    ['a status', { statuses: ['hidden'] }, 0],
    ['what changed since', { changedSince: new Date('2026-01-07T22:01:00Z') }, 40],
  ])('finds by %s', async (_, filter, total) => {
    expect((await list(filter)).total).toBe(total)
  })

  it('leaves out what the POS deleted unless it is asked for', async () => {
    await pool.query("UPDATE product SET status = 'deleted' WHERE store_id = $1 AND source_id = 'p1'", [
      store.storeIds?.[0],
    ])
    expect((await list({ q: '000001' })).total).toBe(0)
    expect((await list({ q: '000001', statuses: ['deleted'] })).total).toBe(1)
    await pool.query("UPDATE product SET status = 'active' WHERE source_id = 'p1'")
  })

  it('gives prices in minor units and quantities as plain decimals', async () => {
    const { rows } = await list({ q: '000042' })
    expect(rows).toMatchObject([
      {
        name: 'Product 000042',
        quantity: '42',
        minPriceMinor: 1042,
        currency: 'USD',
        thc: null,
        imageUrl: null,
      },
    ])
  })

  it.each<[string, () => QueryScope, ProductFilter, ProductPage, string]>([
    ['one store by name', () => store, {}, byName, 'product_store_id_name_id_idx'],
    ['all stores by name', () => scope, {}, byName, 'product_organization_id_name_id_idx'],
    [
      'the newest changes',
      () => scope,
      {},
      { ...byName, sort: 'changedAt', direction: 'desc' },
      'product_organization_id_changed_at_id_idx',
    ],
    ['a search', () => scope, { q: 'product 000191' }, { ...byName, sort: 'price' }, 'product_name_trgm_idx'],
  ])('reads %s through its index', async (_, scopeOf, filter, page, index) => {
    const { text, values } = productPageStatement(scopeOf(), filter, page)
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (ANALYZE, COSTS OFF) ${text}`,
      values,
    )
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain(index)
    expect(plan).not.toContain('Seq Scan on product')
  })
})

describe('productFacets', () => {
  it('counts a category with its types, and every brand', async () => {
    const facets = await productFacets(pool, store, {})
    expect(facets.categories.map(({ slug, count }) => [slug, count])).toEqual([
      ['flower', 9000],
      ['flower/pre-pack', 9000],
      ['pre-roll', 1000],
      ['pre-roll/pack', 1000],
    ])
    expect(facets.categories[1]?.label).toBe('Pre-pack')
    expect(facets.brands).toHaveLength(40)
    expect(facets.statuses).toEqual([{ status: 'active', count: 10_000 }])
  })
})
