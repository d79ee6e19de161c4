import { afterAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase } from '#server/db/testing.ts'
import { systemClock } from '#server/lib/clock.ts'
import { runSync } from './run-sync.ts'
import { createConnection, type FakePos, fakePos, fakeProducts, openFake, queueRun } from './testing.ts'

const database = await createTestDatabase()
const { pool } = database
afterAll(() => database.drop())

let connectionId = ''
beforeEach(async () => {
  connectionId = await createConnection(pool)
})

type Request = Parameters<typeof queueRun>[2]

async function sync(pos: FakePos, request?: Request) {
  const runId = await queueRun(pool, connectionId, request)
  const outcome = await runSync({
    pool,
    open: openFake(pos),
    clock: systemClock,
    random: () => 0.5,
    runId,
    signal: new AbortController().signal,
  })
  return { runId, outcome, phases: await phasesOf(runId) }
}

async function phasesOf(runId: string) {
  const { rows } = await pool.query('SELECT phases FROM sync_run WHERE id = $1', [runId])
  return rows[0].phases
}

async function select(sql: string) {
  return (await pool.query(sql, [connectionId])).rows
}

const products = () =>
  select(`SELECT source_id, name, status, min_price_minor, trim_scale(quantity)::text AS quantity
            FROM product WHERE connection_id = $1 ORDER BY length(source_id), source_id`)
const events = () =>
  select('SELECT type, data, version FROM event WHERE connection_id = $1 ORDER BY position')
const issues = () =>
  select(`SELECT source_id, code, severity, record_name, resolved_at IS NOT NULL AS resolved
            FROM record_issue WHERE connection_id = $1 ORDER BY source_id, code`)

test('a first sync takes over every product with its price and stock, each told once', async () => {
  const { outcome, phases } = await sync(fakePos(fakeProducts(12)))
  expect(outcome).toBe('succeeded')
  expect(phases).toMatchObject([
    {
      entity: 'products',
      status: 'done',
      pages: 3,
      total: 12,
      read: 12,
      created: 12,
      updated: 0,
      unchanged: 0,
      failed: 0,
    },
    { entity: 'inventory', status: 'done', pages: 3, read: 12, created: 12 },
  ])
  const rows = await products()
  expect(rows).toHaveLength(12)
  expect(rows[3]).toEqual({
    source_id: 'p3',
    name: 'Product 3',
    status: 'active',
    min_price_minor: 1003,
    quantity: '10',
  })
  const told = await events()
  expect(told.filter((event) => event.type === 'product.created')).toHaveLength(12)
  expect(told.filter((event) => event.type === 'inventory.changed')).toHaveLength(12)
})

test('a second sync of the same catalogue writes nothing but the run and its pages', async () => {
  const pos = fakePos(fakeProducts(12))
  await sync(pos)
  const before = await writes()
  const { phases } = await sync(pos)
  const after = await writes()
  expect(phases).toMatchObject([{ unchanged: 12, created: 0, updated: 0 }, { unchanged: 12 }])
  const changed = Object.keys(after).filter((table) => after[table] !== before[table])
  expect(changed.sort()).toEqual([])
})

/** Row versions per table: the newest transaction that wrote a row, and how many rows there are. */
async function writes(): Promise<Record<string, string>> {
  const tables = [
    'source_record',
    'source_record_version',
    'product',
    'variant',
    'price',
    'location',
    'inventory_level',
    'batch',
    'event',
    'record_issue',
  ]
  const found: Record<string, string> = {}
  for (const table of tables) {
    const { rows } = await pool.query(
      `SELECT count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) AS state FROM ${table}`,
    )
    found[table] = rows[0].state
  }
  return found
}

test('a changed price is written and told with what it was', async () => {
  const list = fakeProducts(12)
  await sync(fakePos(list))
  const { phases } = await sync(fakePos(list.map((one) => (one.id === 'p7' ? { ...one, price: 5 } : one))))
  expect(phases).toMatchObject([{ updated: 1, unchanged: 11 }, { unchanged: 12 }])
  const told = await events()
  expect(told.at(-1)).toMatchObject({
    type: 'product.changed',
    version: 3,
    data: { name: 'Product 7', changes: [{ field: 'regularPriceMinor', before: 1007, after: 5 }] },
  })
  expect((await products())[7]).toMatchObject({ min_price_minor: 5, quantity: '10' })
})
