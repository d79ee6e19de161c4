import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { QueryScope } from '#server/access/query-scope.ts'
import { createOrganization } from '#server/access/testing.ts'
import type { Adapter } from '#server/adapters/contract.ts'
import { sealer } from '#server/connections/sealer.ts'
import { createTestDatabase } from '#server/db/testing.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { ingestRecords } from '#server/ingest/ingest-records.ts'
import { removeRecords } from '#server/ingest/remove-records.ts'
import type { Scope } from '#server/ingest/types.ts'
import { newId } from '#server/lib/ids.ts'
import { productFacets } from '../queries/facets.ts'
import { getProduct } from '../queries/get-product.ts'
import { listProducts } from '../queries/list-products.ts'
import type { ProductFilter } from '../queries/product-filter.ts'
import { listPastProducts } from './list-past-products.ts'
import { type Change, change, recordsOf } from './testing.ts'

const database = await createTestDatabase()
const { pool } = database
afterAll(() => database.drop())

/** Records are drafts already. */
const adapter = {
  mapperVersion: 1,
  map: {
    product: (payload: unknown) => ({ draft: payload, issues: [], recordName: '' }),
    inventory: (payload: unknown) => ({ draft: payload, issues: [], recordName: '' }),
    batch: (payload: unknown) => ({ draft: payload, issues: [], recordName: '' }),
  },
} as unknown as Adapter
const mapContext = { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' }
const byName = { sort: 'name', direction: 'asc', page: 1, pageSize: 50 } as const
const statuses = ['active', 'inactive', 'hidden', 'deleted'] as const

async function apply(scope: Scope, cause: { runId: string }, change: Change): Promise<void> {
  await inTransaction(async (tx) => {
    if ('remove' in change) await removeRecords(tx, scope, cause, change.entity, change.remove, new Date())
    else {
      const { entity } = change
      const records = recordsOf(change).map((record) => ({ ...record, observedAt: new Date() }))
      await ingestRecords({ tx, scope, cause, entity, records, adapter, mapContext, sealer })
    }
  }, pool)
}

/** The list without what the past is compared with. */
async function listOf(scope: QueryScope, filter: ProductFilter, at?: Date) {
  if (!at) return listProducts(pool, scope, filter, byName)
  const { rows, total } = await listPastProducts(pool, scope, filter, byName, at)
  return { rows: rows.map(({ differs: _, now: __, ...row }) => row), total }
}

/** Everything screens show of a catalogue. */
async function look(scope: QueryScope, at?: Date) {
  const list = await listOf(scope, { statuses: [...statuses] }, at)
  const low = await listOf(scope, { stock: 'low', q: 'a' }, at)
  return {
    total: list.total,
    low: low.rows.map((row) => row.id),
    rows: list.rows.map(({ seenAt: _, ...row }) => row),
    facets: await productFacets(pool, scope, {}, at),
    products: await Promise.all(
      list.rows.map(async ({ id }) => {
        const { product, variants } = await getProduct(pool, scope, id, at)
        return { ...product, variants }
      }),
    ),
  }
}

/** What a list of the past says differs is what differs between it and the list of now. */
async function expectDifferences(scope: QueryScope, at: Date) {
  const all = { statuses: [...statuses] }
  const present = new Map((await listOf(scope, all)).rows.map((row) => [row.id, row]))
  const past = await listPastProducts(pool, scope, all, byName, at)
  for (const { id, differs, now, ...then } of past.rows) {
    const shown = present.get(id)
    expect(shown).toMatchObject(now)
    const differ = (...keys: (keyof typeof then)[]) =>
      keys.some((key) => !isDeepStrictEqual(then[key], shown?.[key]))
    expect({
      id,
      price: differs.includes('price'),
      stock: differs.includes('stock'),
      name: differs.includes('name'),
    }).toEqual({
      id,
      price: differ('currency', 'minPriceMinor', 'maxPriceMinor'),
      stock: differ('quantity', 'quantityBound'),
      name: differ('name'),
    })
    expect(differs.includes('gone')).toBe(shown?.status === 'deleted' && then.status !== 'deleted')
  }
  const differing = past.rows.filter(({ differs }) => differs.length > 0)
  const only = await listPastProducts(pool, scope, all, byName, at, true)
  expect(only.rows).toEqual(differing)
  expect(only.total).toBe(differing.length)
  expect(only.comparison).toEqual(past.comparison)
  expect(past.comparison).toMatchObject({ compared: past.total, differing: differing.length })
}

async function newestMoment(connectionId: string): Promise<Date | undefined> {
  const { rows } = await pool.query<{ at: Date | null }>(
    'SELECT max(occurred_at) AS at FROM event WHERE connection_id = $1',
    [connectionId],
  )
  return rows[0]?.at ?? undefined
}

async function newScope(): Promise<Scope> {
  const { organizationId, storeIds } = await createOrganization(pool, { stores: 1 })
  const [storeId = ''] = storeIds
  const connectionId = newId()
  await pool.query(
    `INSERT INTO connection (id, organization_id, store_id, vendor, name, status, sign_in_method, updated_at)
     VALUES ($1, $2, $3, 'any', 'Test', 'active', 'none', now())`,
    [connectionId, organizationId, storeId],
  )
  return { organizationId, storeId, connectionId }
}

test('whatever happens to a catalogue, as of any earlier moment it looks as it looked then', async () => {
  let moments = 0
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 10, maxLength: 18 }), async (changes) => {
      const scope = await newScope()
      const { organizationId } = scope
      const snapshots = new Map<number, Awaited<ReturnType<typeof look>>>()
      for (const each of changes) {
        await apply(scope, { runId: newId() }, each)
        const at = await newestMoment(scope.connectionId)
        // Two changes within a millisecond are one moment: the later one holds.
        if (at) snapshots.set(at.getTime(), await look({ organizationId, storeIds: null }))
      }
      for (const [at, snapshot] of snapshots)
        expect(await look({ organizationId, storeIds: null }, new Date(at))).toEqual(snapshot)
      const [oldest = 0] = snapshots.keys()
      await expectDifferences({ organizationId, storeIds: null }, new Date(oldest))
      moments += snapshots.size
      expect((await look({ organizationId, storeIds: null }, new Date(0))).rows).toEqual([])
    }),
    { numRuns: 6, seed: 41 },
  )
  expect(moments).toBeGreaterThan(30)
}, 120_000)
