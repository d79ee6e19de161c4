import { beforeEach, expect, test } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { listRuns, type RunFilter } from '#server/health/list-runs.ts'
import { type RunEventKind, runEvents } from '#server/health/run-events.ts'
import { fakePos, fakeProducts } from './testing/fake-pos.ts'
import { createConnection, eventRows, issueRows, productRows, sync } from './testing/sync-world.ts'

let connectionId = ''
beforeEach(async () => {
  connectionId = await createConnection(pool)
})

test('a first sync takes over every product with its price and stock, each told once', async () => {
  const { outcome, phases } = await sync(pool, connectionId, fakePos(fakeProducts(12)))
  expect(outcome).toBe('succeeded')
  expect(phases).toMatchObject([
    {
      entity: 'products',
      status: 'done',
      pages: 3,
      total: 12,
      read: 12,
      created: 12,
      unchanged: 0,
      failed: 0,
    },
    { entity: 'inventory', status: 'done', pages: 3, total: 12, read: 12, created: 12 },
  ])
  const rows = await productRows(pool, connectionId)
  expect(rows).toHaveLength(12)
  expect(rows[3]).toEqual({ id: 'p3', name: 'Product 3', status: 'active', price: 1003, quantity: '10' })
  const types = (await eventRows(pool, connectionId)).map((event) => event.type)
  expect(types.filter((type) => type === 'product.created')).toHaveLength(12)
  expect(types.filter((type) => type === 'inventory.changed')).toHaveLength(12)
})

test('a second sync of the same catalogue writes nothing but the run and its pages', async () => {
  const pos = fakePos(fakeProducts(12))
  await sync(pool, connectionId, pos)
  const before = await writes()
  const { phases } = await sync(pool, connectionId, pos)
  expect(await writes()).toEqual(before)
  expect(phases).toMatchObject([
    { unchanged: 12, created: 0, updated: 0 },
    { unchanged: 12, updated: 0 },
  ])
})

/** Per table: how many rows there are and the newest transaction that wrote one. */
async function writes(): Promise<Record<string, string>> {
  const tables = [
    'source_record',
    'source_record_version',
    'product',
    'variant',
    'price',
    'location',
    'batch',
  ]
  const found: Record<string, string> = {}
  for (const table of [...tables, 'inventory_level', 'event', 'record_issue']) {
    const { rows } = await pool.query<{ state: string }>(
      `SELECT count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) AS state FROM ${table}`,
    )
    found[table] = rows[0]?.state ?? ''
  }
  return found
}

test('a changed price is written and told with what it was', async () => {
  const list = fakeProducts(12)
  await sync(pool, connectionId, fakePos(list))
  const cheaper = list.map((one) => (one.id === 'p7' ? { ...one, price: 5 } : one))
  const { phases } = await sync(pool, connectionId, fakePos(cheaper))
  expect(phases).toMatchObject([{ updated: 1, unchanged: 11 }, { unchanged: 12 }])
  expect((await eventRows(pool, connectionId)).at(-1)).toMatchObject({
    type: 'product.changed',
    version: 3,
    data: { name: 'Product 7', changes: [{ field: 'regularPriceMinor', before: 1007, after: 5 }] },
  })
  expect((await productRows(pool, connectionId))[7]).toMatchObject({ price: 5, quantity: '10' })
})

test('what a run made happen is listed newest first by what it happened to, a page at a time; runs are found by how and by whom', async () => {
  const list = fakeProducts(60)
  const { runId } = await sync(pool, connectionId, fakePos(list))
  const cheaper = list.map((one) => (one.id === 'p7' ? { ...one, price: 5 } : one))
  const { runId: second } = await sync(pool, connectionId, fakePos(cheaper))
  const { rows } = await pool.query<{ organizationId: string }>(
    'SELECT organization_id AS "organizationId" FROM connection WHERE id = $1',
    [connectionId],
  )
  const scope = { organizationId: rows[0]?.organizationId ?? '', storeIds: null }
  const events = (id: string, before?: string, kind?: RunEventKind) =>
    runEvents(pool, { scope, seesCustomers: true }, id, before, kind)

  expect(await events(second)).toMatchObject([
    {
      type: 'product.changed',
      subject: { kind: 'product', name: 'Product 7', currency: 'USD' },
      changes: [{ field: 'regularPriceMinor', before: 1007, after: 5 }],
    },
  ])
  const newest = await events(runId)
  expect(newest).toHaveLength(50)
  expect(newest.every(({ type }) => type === 'inventory.changed')).toBe(true)
  const created = await events(runId, undefined, 'products')
  expect(created[0]).toMatchObject({ type: 'product.created', subject: { name: 'Product 59' } })
  expect(await events(runId, created.at(-1)?.position, 'products')).toHaveLength(10)
  expect(await events(runId, undefined, 'orders')).toEqual([])

  const found = async (filter: RunFilter) =>
    (await listRuns(pool, scope, filter, { page: 1, pageSize: 50 })).rows.map(({ id }) => id)
  expect(await found({ modes: ['full'], triggers: ['schedule'], q: 'tes' })).toEqual([second, runId])
  expect(await found({ triggers: ['person'] })).toEqual([])
  expect(await found({ modes: ['undo'] })).toEqual([])
  expect(await found({ q: '%' })).toEqual([])
})

test('a level its record leaves out is removed, and the product counts what is left', async () => {
  const pos = fakePos([{ id: 'a', name: 'A', price: 1, stock: { floor: '3', vault: '4.5' } }])
  await sync(pool, connectionId, pos)
  expect(await productRows(pool, connectionId)).toMatchObject([{ quantity: '7.5' }])
  pos.inventory = [{ id: 'a', stock: { floor: '2' } }]
  await sync(pool, connectionId, pos)
  expect(await productRows(pool, connectionId)).toMatchObject([{ quantity: '2' }])
  expect((await eventRows(pool, connectionId)).at(-1)).toMatchObject({
    type: 'inventory.changed',
    data: {
      changes: [
        { field: 'quantity', location: 'floor', before: '3', after: '2' },
        { field: 'quantity', location: 'vault', before: '4.5', after: null },
      ],
    },
  })
})

test('stock of a product that has not come yet waits for it and is then taken over', async () => {
  const pos = fakePos(fakeProducts(3))
  pos.incremental = ['products', 'inventory']
  const [late, ...early] = pos.products
  pos.products = early
  await sync(pool, connectionId, pos)
  expect(await issueRows(pool, connectionId)).toMatchObject([
    { id: 'p0', code: 'unknown_product', resolved: false },
  ])
  pos.products = [late, ...early]
  pos.inventory = pos.inventory.slice(1)
  await sync(pool, connectionId, pos, { mode: 'incremental' })
  expect(await issueRows(pool, connectionId)).toMatchObject([
    { id: 'p0', code: 'unknown_product', resolved: true },
  ])
  expect((await productRows(pool, connectionId))[0]).toMatchObject({ id: 'p0', quantity: '10' })
})

test('a variant that moves to another product takes its stock along', async () => {
  const pos = fakePos([])
  pos.products = [
    { id: 'a', name: 'A', price: 1, variants: ['v1', 'v2'] },
    { id: 'b', name: 'B', price: 1, variants: ['v3'] },
  ]
  pos.inventory = ['v1', 'v2', 'v3'].map((id) => ({ id, stock: { floor: '5' } }))
  pos.pageSize = 1
  await sync(pool, connectionId, pos)
  expect(await productRows(pool, connectionId)).toMatchObject([{ quantity: '10' }, { quantity: '5' }])
  pos.products = [
    { id: 'a', name: 'A', price: 1, variants: ['v1'] },
    { id: 'b', name: 'B', price: 1, variants: ['v3', 'v2'] },
  ]
  await sync(pool, connectionId, pos)
  expect(await productRows(pool, connectionId)).toMatchObject([{ quantity: '5' }, { quantity: '10' }])
})

test('an incremental sync asks only for what changed since the last one began', async () => {
  const pos = fakePos(fakeProducts(2))
  await sync(pool, connectionId, pos)
  await sync(pool, connectionId, pos, { mode: 'incremental' })
  const [first, second] = pos.reads.filter((read) => read.entity === 'products')
  expect(first?.since).toBeNull()
  expect(second?.since).toBeInstanceOf(Date)
  expect(pos.reads.filter((read) => read.entity === 'inventory').map((read) => read.since)).toEqual([
    null,
    null,
  ])
})

test('a finished sync clears what was asked of people', async () => {
  await pool.query(`UPDATE connection SET attention = 'look' WHERE id = $1`, [connectionId])
  await sync(pool, connectionId, fakePos(fakeProducts(1)))
  const { rows } = await pool.query(
    `SELECT attention, last_synced_at > now() - interval '1 minute' AS just FROM connection WHERE id = $1`,
    [connectionId],
  )
  expect(rows).toEqual([{ attention: null, just: true }])
})
