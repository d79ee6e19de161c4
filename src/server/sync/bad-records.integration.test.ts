import { beforeEach, expect, test } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { fakeCustomers } from './testing/fake-people.ts'
import { fakePos, fakeProducts } from './testing/fake-pos.ts'
import { stumblingPool } from './testing/stumbling-pool.ts'
import {
  createConnection,
  eventRows,
  issueRows,
  productRows,
  queueRun,
  runRow,
  sync,
  work,
} from './testing/sync-world.ts'

let connectionId = ''
beforeEach(async () => {
  connectionId = await createConnection(pool)
})

test('a record that cannot be mapped is named, the rest of its page goes on, and the issue closes when it is mended', async () => {
  const list = fakeProducts(6)
  const broken = list.map((one) =>
    one.id === 'p2' ? { ...one, name: 'throws' } : one.id === 'p3' ? { ...one, price: -1 } : one,
  )
  const { outcome, phases } = await sync(pool, connectionId, fakePos(broken))
  expect(outcome).toBe('succeeded')
  expect(phases[0]).toMatchObject({ read: 6, created: 4, failed: 2 })
  expect((await issueRows(pool, connectionId)).filter(({ entity }) => entity === 'products')).toMatchObject([
    { id: 'p2', code: 'unreadable_record', resolved: false },
    { id: 'p3', code: 'invalid_value', name: 'Product 3', resolved: false },
  ])
  await sync(pool, connectionId, fakePos(list))
  expect((await issueRows(pool, connectionId)).every((issue) => issue.resolved)).toBe(true)
  expect(await productRows(pool, connectionId)).toHaveLength(6)
})

test('a record that breaks later keeps its last good version', async () => {
  const list = fakeProducts(2)
  await sync(pool, connectionId, fakePos(list))
  await sync(pool, connectionId, fakePos(list.map((one) => ({ ...one, name: 'throws' }))))
  expect(await productRows(pool, connectionId)).toMatchObject([
    { name: 'Product 0', status: 'active' },
    { name: 'Product 1', status: 'active' },
  ])
})

test('values the database refuses cost only their own record', async () => {
  const list = fakeProducts(8)
  const pos = fakePos(
    list.map((one) => (one.id === 'p1' ? { ...one, price: 3_000_000_000 } : one)),
    8,
  )
  pos.inventory[5] = { id: 'p5', stock: { floor: '9'.repeat(30) } }
  const { outcome, phases } = await sync(pool, connectionId, pos)
  expect(outcome).toBe('succeeded')
  expect(phases).toMatchObject([{ created: 7, failed: 1 }, { failed: 1 }])
  expect((await issueRows(pool, connectionId)).filter(({ code }) => code === 'not_storable')).toMatchObject([
    { id: 'p1', entity: 'products', resolved: false },
    { id: 'p5', entity: 'inventory', resolved: false },
  ])
  expect((await productRows(pool, connectionId)).filter(({ quantity }) => quantity === '10')).toHaveLength(6)
})

test('a NUL or half an emoji in a name does not stop the page and reads as a replacement character', async () => {
  const pos = fakePos([
    { id: 'a\u0000', name: 'Nul\u0000', price: 1 },
    { id: 'b', name: 'Half \ud83c', price: 1 },
  ])
  await sync(pool, connectionId, pos)
  expect(await productRows(pool, connectionId)).toMatchObject([
    { name: 'Half \ufffd' },
    { id: 'a\ufffd', name: 'Nul\ufffd' },
  ])
})

test('of two records with one id in a page the newer by source time is taken, with a warning', async () => {
  const [older, newer] = [new Date('2026-01-01'), new Date('2026-01-02')]
  const pos = fakePos([
    { id: 'a', name: 'Newer', price: 1, at: newer },
    { id: 'a', name: 'Older', price: 1, at: older },
  ])
  const { phases } = await sync(pool, connectionId, pos)
  expect(phases[0]).toMatchObject({ read: 2, created: 1, failed: 0 })
  expect(await productRows(pool, connectionId)).toMatchObject([{ name: 'Newer' }])
  expect(await issueRows(pool, connectionId)).toMatchObject([
    { id: 'a', code: 'duplicate_record' },
    { id: 'a' },
  ])
})

test('an older version of a record does not overwrite a newer one', async () => {
  const pos = (name: string, at: string) => fakePos([{ id: 'a', name, price: 1, at: new Date(at) }])
  await sync(pool, connectionId, pos('New', '2026-01-02'))
  await sync(pool, connectionId, pos('Old', '2026-01-01'))
  expect(await productRows(pool, connectionId)).toMatchObject([{ name: 'New' }])
})

test('products that are gone become deleted, are told, and come back when they return', async () => {
  const list = fakeProducts(10)
  await sync(pool, connectionId, fakePos(list))
  const { phases } = await sync(pool, connectionId, fakePos(list.slice(2)))
  expect(phases[0]).toMatchObject({ deleted: 2, unchanged: 8, status: 'done' })
  const gone = (await productRows(pool, connectionId)).filter(({ status }) => status === 'deleted')
  expect(gone.map(({ id }) => id)).toEqual(['p0', 'p1'])
  const told = (await eventRows(pool, connectionId)).filter(({ type }) => type === 'product.removed')
  expect(told.map(({ data }) => data.changes)).toEqual([
    [{ field: 'status', before: 'active', after: 'deleted' }],
    [{ field: 'status', before: 'active', after: 'deleted' }],
  ])
  await sync(pool, connectionId, fakePos(list))
  expect(
    (await productRows(pool, connectionId)).every(
      ({ status, quantity }) => status === 'active' && quantity === '10',
    ),
  ).toBe(true)
})

async function attention(): Promise<string | null> {
  const { rows } = await pool.query('SELECT attention FROM connection WHERE id = $1', [connectionId])
  return rows[0].attention
}

test('an answer with nothing in it never empties a menu, however small, not even when a person insists', async () => {
  await sync(pool, connectionId, fakePos(fakeProducts(3)))
  const empty = fakePos([])
  for (const trigger of ['schedule', 'person'] as const) {
    const { outcome, runId } = await sync(pool, connectionId, empty, { trigger })
    expect(outcome).toBe('suspicious')
    expect((await runRow(pool, runId)).error_message).toContain('The POS sent no products')
    expect(await attention()).toContain('everything stays as it was')
  }
  expect(await productRows(pool, connectionId)).toMatchObject([
    { status: 'active', quantity: '10' },
    { status: 'active', quantity: '10' },
    { status: 'active', quantity: '10' },
  ])
})

test('a record our own code stumbles over is set aside with what the POS sent, and tried again though no delta brings it', async () => {
  const pos = fakePos(fakeProducts(40), 20)
  const broken = stumblingPool(pool, 'product', 'p13')
  const kept = async () =>
    (
      await pool.query(
        `SELECT source_id AS id, code, record_name AS name, message, payload::jsonb AS payload, resolved_at IS NOT NULL AS resolved
           FROM record_issue WHERE connection_id = $1 AND entity = 'products'`,
        [connectionId],
      )
    ).rows
  const setAside = {
    ...{ id: 'p13', code: 'set_aside', name: 'Product 13', resolved: false },
    payload: { id: 'p13', name: 'Product 13', price: 1013 },
    message: expect.stringContaining('cannot read properties'),
  }
  expect(await work(pool, pos, await queueRun(pool, connectionId), { pool: broken })).toBe('succeeded')
  expect(await productRows(pool, connectionId)).toHaveLength(39)
  expect(await kept()).toEqual([setAside])

  // Everything is known now: what changes is staged first, which stumbles as well.
  pos.products = pos.products.map((one) => ({ ...(one as object), name: 'Renamed' }))
  const second = await queueRun(pool, connectionId)
  expect(await work(pool, pos, second, { pool: broken })).toBe('succeeded')
  expect((await runRow(pool, second)).phases[0]).toMatchObject({ read: 40, updated: 39, failed: 1 })
  expect(await kept()).toMatchObject([{ id: 'p13', code: 'set_aside', payload: { name: 'Renamed' } }])

  pos.products = []
  pos.beforePage = () => undefined
  expect((await sync(pool, connectionId, pos, { mode: 'incremental' })).outcome).toBe('succeeded')
  expect((await productRows(pool, connectionId)).find(({ id }) => id === 'p13')).toMatchObject({
    name: 'Renamed',
    status: 'active',
  })
  expect(await kept()).toMatchObject([{ id: 'p13', resolved: true, payload: null }])
})

test("a person's record set aside is kept sealed and tells nothing of them", async () => {
  const pos = fakePos(fakeProducts(1))
  pos.people = { customers: fakeCustomers(2), orders: [] }
  const runId = await queueRun(pool, connectionId)
  await work(pool, pos, runId, { pool: stumblingPool(pool, 'customer', 'c1') })
  const { phases } = await runRow(pool, runId)
  expect(phases.find(({ entity }) => entity === 'customers')).toMatchObject({ read: 2, failed: 1 })
  const { rows } = await pool.query(
    `SELECT * FROM record_issue WHERE connection_id = $1 AND entity = 'customers'`,
    [connectionId],
  )
  expect(rows).toMatchObject([
    { source_id: 'c1', code: 'set_aside', payload: expect.stringMatching(/^p1\./) },
  ])
  expect(JSON.stringify(rows)).not.toMatch(/Marisol|Quintero|example\.test|cannot read/)
  pos.incremental = ['customers']
  pos.people.customers = []
  await sync(pool, connectionId, pos, { mode: 'incremental', entities: ['customers'] })
  const { rows: known } = await pool.query(
    'SELECT source_id FROM customer WHERE connection_id = $1 ORDER BY 1',
    [connectionId],
  )
  expect(known).toEqual([{ source_id: 'c0' }, { source_id: 'c1' }])
})

test('a record the POS cannot hand out is named by its place, nothing is taken for gone, and all closes when it can', async () => {
  const pos = fakePos(fakeProducts(12))
  await sync(pool, connectionId, pos)
  pos.broken = ['p7']
  const { outcome, phases, runId } = await sync(pool, connectionId, pos, { entities: ['products'] })
  expect(outcome).toBe('partly_failed')
  expect((await runRow(pool, runId)).error_message).toContain('products: Record 8 of the list.')
  expect(phases[0]).toMatchObject({ read: 12, unchanged: 11, failed: 1, deleted: 0 })
  expect(await issueRows(pool, connectionId)).toMatchObject([
    { id: 'place:7', name: 'Record 8 of the list', code: 'set_aside', resolved: false },
  ])
  expect((await productRows(pool, connectionId)).every(({ status }) => status === 'active')).toBe(true)
  pos.broken = []
  await sync(pool, connectionId, pos, { entities: ['products'] })
  expect(await issueRows(pool, connectionId)).toMatchObject([{ id: 'place:7', resolved: true }])
})
