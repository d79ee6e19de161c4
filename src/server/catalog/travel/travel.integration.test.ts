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

/** Everything screens show of a catalogue. */
async function look(scope: QueryScope, at?: Date) {
  const list = await listProducts(pool, scope, { statuses: [...statuses] }, byName, at)
  const low = await listProducts(pool, scope, { stock: 'low', q: 'a' }, byName, at)
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
      moments += snapshots.size
      expect((await look({ organizationId, storeIds: null }, new Date(0))).rows).toEqual([])
    }),
    { numRuns: 6, seed: 41 },
  )
  expect(moments).toBeGreaterThan(30)
}, 120_000)
