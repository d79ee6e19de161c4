import { beforeEach, expect, test } from 'vitest'
import { AdapterError } from '#server/adapters/errors.ts'
import { resumeCalls } from '#server/connections/resume-calls.ts'
import { pool } from '#server/db/pool.ts'
import { systemClock } from '#server/lib/clock.ts'
import { fakeCustomers } from '#server/sync/testing/fake-people.ts'
import { type FakePos, fakePos, fakeProducts } from '#server/sync/testing/fake-pos.ts'
import { createConnection, eventRows, productRows, sync } from '#server/sync/testing/sync-world.ts'
import { type FakeNotice, fakeVendor } from './testing/fake-vendor.ts'
import { openReadable, processOnce, type Rereading } from './testing/processing.ts'
import { deliveryRows, receivingLine } from './testing/receiving.ts'

type Proof = Parameters<typeof fakeVendor>[1]
type Change = NonNullable<FakeNotice['changes']>[number]

let connectionId = ''
beforeEach(async () => {
  connectionId = await createConnection(pool)
})

/** A synced connection of a vendor that sends notices. */
async function world(options: { proof?: Proof; count?: number; readable?: boolean } = {}) {
  const pos = fakePos(fakeProducts(options.count ?? 3))
  await sync(pool, connectionId, pos)
  const adapter = fakeVendor(pos, options.proof)
  const line = await receivingLine(pool, connectionId, adapter)
  const rereading: Rereading = { calls: [], before: () => undefined }
  const open = openReadable(
    pos,
    adapter,
    rereading,
    options.readable === false ? [] : ['products', 'inventory'],
  )
  return {
    pos,
    rereading,
    line,
    /** Sends notices and works on them. */
    tell: async (...notices: Partial<FakeNotice>[]) => {
      for (const notice of notices) expect(await line.send(notice)).toBe(200)
      return processOnce(pool, connectionId, open)
    },
    work: (clock = systemClock) => processOnce(pool, connectionId, open, clock),
  }
}

const record = (id: string, change: Record<string, unknown>): Change => ({
  kind: 'record',
  entity: 'products',
  payload: { id, name: id, price: 100, ...change } as { id: string },
})
const pointer = (id: string, entity: Change['entity'] = 'products'): Change => ({
  kind: 'pointer',
  entity,
  id,
})
const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
const names = async () => (await productRows(pool, connectionId)).map(({ name }) => name)
const states = async () => (await deliveryRows(pool, connectionId)).map(({ state }) => state)
const outcomes = async () =>
  (await deliveryRows(pool, connectionId)).map(({ effects }) => effects.map(({ outcome }) => outcome).join())

test('records that notices carry are applied in order, each once, and every step says which notice caused it', async () => {
  const { tell } = await world()
  await tell(
    { key: 'a', changes: [record('p0', { name: 'First' })] },
    { key: 'b', changes: [record('p1', { name: 'Other' })] },
    { key: 'c', changes: [record('p0', { name: 'Second' })] },
    { key: 'd', changes: [record('p0', { name: 'Second' })] },
    { key: 'e', changes: [record('new', { name: 'New' })] },
  )
  expect(await names()).toEqual(['Second', 'Other', 'Product 2', 'New'])
  expect(await states()).toEqual(['applied', 'applied', 'applied', 'unchanged', 'applied'])
  expect(await outcomes()).toEqual(['updated', 'updated', 'updated', 'unchanged', 'created'])
  const deliveries = await deliveryRows(pool, connectionId)
  const { rows } = await pool.query<{ by: string; after: string }>(
    `SELECT cause->>'deliveryId' AS by, data->'changes'->0->>'after' AS after FROM event
      WHERE connection_id = $1 AND type = 'product.changed' ORDER BY position`,
    [connectionId],
  )
  const keyOf = new Map(deliveries.map(({ id, key }) => [id, key]))
  expect(rows.map(({ by, after }) => `${keyOf.get(by)} ${after}`).sort()).toEqual([
    'a First',
    'b Other',
    'c Second',
  ])
})

test('what comes late is stale: an older record, one from before it was taken away, and a removal from before it changed', async () => {
  const { tell } = await world()
  await pool.query(
    `UPDATE source_record SET observed_at = now() - interval '1 hour' WHERE connection_id = $1`,
    [connectionId],
  )
  await tell(
    { at: at(-1), changes: [record('p0', { name: 'Newer', at: at(-1) })] },
    { at: at(-2), changes: [record('p0', { name: 'Older', at: at(-2) })] },
    { at: at(-3), changes: [{ kind: 'gone', entity: 'products', id: 'p0' }] },
    { changes: [{ kind: 'gone', entity: 'products', id: 'ghost' }] },
    { at: at(-1), changes: [record('ghost', { name: 'Ghost' })] },
    { changes: [{ kind: 'gone', entity: 'products', id: 'p1' }] },
  )
  expect(await outcomes()).toEqual(['updated', 'stale', 'stale', 'unchanged', 'stale', 'removed'])
  expect(
    (await productRows(pool, connectionId)).map(({ id, name, status }) => `${id} ${name} ${status}`),
  ).toEqual(['p0 Newer active', 'p1 Product 1 deleted', 'p2 Product 2 active'])
})

test('pointers are read again together, a record once however often it was named, and what is gone there is removed', async () => {
  const { tell, pos, rereading } = await world()
  pos.products = [{ id: 'p0', name: 'As it is now', price: 1 }, ...pos.products.slice(2)]
  await tell(
    { changes: [pointer('p0')] },
    { changes: [pointer('p1'), pointer('p0')] },
    { changes: [pointer('p2'), pointer('p2', 'inventory')] },
  )
  expect(rereading.calls).toEqual([
    { entity: 'products', ids: ['p0', 'p1', 'p2'] },
    { entity: 'inventory', ids: ['p2'] },
  ])
  expect(await states()).toEqual(['unchanged', 'applied', 'unchanged'])
  expect(await outcomes()).toEqual(['stale', 'updated,removed', 'unchanged,unchanged'])
})

test('stock that comes before its product waits for it and is there with it', async () => {
  const { tell } = await world()
  const stock: Change = {
    kind: 'record',
    entity: 'inventory',
    payload: { id: 'new', stock: { floor: '7' } } as { id: string },
  }
  await tell({ changes: [stock] })
  await tell({ changes: [record('new', { name: 'New' })] })
  expect((await productRows(pool, connectionId)).at(-1)).toMatchObject({ id: 'new', quantity: '7' })
})

test('a POS that does not answer makes deliveries wait, the same record’s later ones behind them, all others go past', async () => {
  const { tell, rereading, work, pos } = await world()
  rereading.before = () => {
    throw new AdapterError('unreachable', 'The POS does not answer.', { retryAfterMs: 60_000 })
  }
  const { next } = await tell({ changes: [pointer('p0')] })
  await tell({ changes: [record('p0', { name: 'Behind' })] }, { changes: [record('p1', { name: 'Past' })] })
  expect(await states()).toEqual(['waiting', 'received', 'applied'])
  const [waiting] = await deliveryRows(pool, connectionId)
  expect(waiting).toMatchObject({
    attempts: 1,
    errorKind: 'unreachable',
    errorMessage: 'The POS does not answer.',
  })
  expect(next?.getTime()).toBeGreaterThanOrEqual(Date.now() + 55_000)
  pos.products[0] = { id: 'p0', name: 'Read again', price: 1 }
  rereading.before = () => undefined
  await work({ ...systemClock, now: () => new Date(Date.now() + 61_000) })
  expect(await states()).toEqual(['applied', 'unchanged', 'applied'])
  expect(await names()).toEqual(['Read again', 'Past', 'Product 2'])
})

test('a poisoned delivery is found among many and dies by name; a refused sign-in kills none', async () => {
  const { tell, rereading } = await world({ count: 8 })
  rereading.before = (_entity, ids) => {
    if (ids.includes('p5')) throw new AdapterError('invalid_request', 'The POS refuses this id.')
  }
  await tell(
    ...['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'].map((id) => ({ key: id, changes: [pointer(id)] })),
    { key: 'throws', changes: [record('p9', { name: 'throws' })] },
    { key: 'after', changes: [record('p5', { name: 'Goes on' })] },
  )
  const dead = (await deliveryRows(pool, connectionId)).filter(({ state }) => state === 'dead')
  expect(dead.map(({ key, errorKind }) => `${key} ${errorKind}`)).toEqual([
    'p5 invalid_request',
    'throws record_refused',
  ])
  expect((await names())[5]).toBe('Goes on')
  rereading.before = () => {
    throw new AdapterError('unauthenticated', 'The POS refused the sign-in.')
  }
  await tell({ key: 'signed-out', changes: [pointer('p0')] })
  expect((await deliveryRows(pool, connectionId)).at(-1)).toMatchObject({ state: 'waiting', attempts: 0 })
})

test('a notice that waits for a sign-in is due as soon as a person has put that right', async () => {
  const { tell, rereading, work } = await world()
  rereading.before = () => {
    throw new AdapterError('unauthenticated', 'The POS refused the sign-in.')
  }
  await tell({ changes: [pointer('p1')] })
  rereading.before = () => undefined
  await work()
  expect(await states()).toEqual(['waiting'])
  await resumeCalls(pool, connectionId)
  await work()
  expect(await states()).toEqual(['unchanged'])
})

test('what cannot be applied for a day is dead with the last reason', async () => {
  const { tell, rereading, work } = await world()
  rereading.before = () => {
    throw new AdapterError('timeout', 'The POS took too long.')
  }
  await tell({ changes: [pointer('p0')] })
  let now = Date.now()
  let tries = 1
  for (; (await states())[0] === 'waiting'; tries += 1) {
    const [{ nextAttemptAt } = { nextAttemptAt: null }] = await deliveryRows(pool, connectionId)
    now = nextAttemptAt?.getTime() ?? 0
    await work({ ...systemClock, now: () => new Date(now) })
  }
  expect(tries).toBe(22)
  expect((now - Date.now()) / 3_600_000).toBeGreaterThan(15)
  expect((now - Date.now()) / 3_600_000).toBeLessThan(26)
  const [dead] = await deliveryRows(pool, connectionId)
  expect(dead?.errorMessage).toContain('The POS took too long.')
})

test('what only an address proves is a hint: nothing of it is believed, all is read again or synced', async () => {
  const { tell, rereading } = await world({ proof: 'address' })
  await tell(
    { changes: [record('p0', { name: 'Forged', price: 1 })] },
    { changes: [{ kind: 'gone', entity: 'products', id: 'p1' }] },
    { purpose: 'privacy', changes: [{ kind: 'gone', entity: 'customers', id: 'c1' }] },
  )
  expect(rereading.calls).toEqual([{ entity: 'products', ids: ['p0', 'p1'] }])
  expect(await names()).toEqual(['Product 0', 'Product 1', 'Product 2'])
  expect(await states()).toEqual(['unchanged', 'unchanged', 'dead'])
})

test('where nothing can be read singly one sync of that kind follows; one that is under way is waited for', async () => {
  const { tell, work } = await world({ readable: false })
  const changes: Change[] = [{ kind: 'entity', entity: 'inventory' }]
  const first = await tell({ changes }, { changes: [pointer('p0', 'inventory')] })
  expect(first.runs).toHaveLength(1)
  expect(await states()).toEqual(['applied', 'applied'])
  const { rows } = await pool.query('SELECT entities, trigger, mode FROM sync_run WHERE id = $1', [
    first.runs[0],
  ])
  expect(rows).toEqual([{ entities: ['inventory'], trigger: 'notice', mode: 'incremental' }])
  await pool.query(`UPDATE sync_run SET status = 'running', started_at = now() WHERE id = $1`, [
    first.runs[0],
  ])
  expect((await tell({ changes })).runs).toEqual([])
  expect(await states()).toEqual(['applied', 'applied', 'waiting'])
  await pool.query(`UPDATE sync_run SET status = 'succeeded', ended_at = now() WHERE id = $1`, [
    first.runs[0],
  ])
  await pool.query('UPDATE sync_claim SET active = false WHERE run_id = $1', [first.runs[0]])
  const later = await work({ ...systemClock, now: () => new Date(Date.now() + 11_000) })
  expect(later.runs).toHaveLength(1)
  expect(await states()).toEqual(['applied', 'applied', 'applied'])
})

test('a paused connection’s notices wait and are applied when it is resumed; two workers at once apply each once', async () => {
  const { line, work } = await world()
  await pool.query(`UPDATE connection SET status = 'paused' WHERE id = $1`, [connectionId])
  for (const price of [1, 2, 3]) await line.send({ changes: [record('p0', { price })] })
  await work()
  expect(await states()).toEqual(['received', 'received', 'received'])
  await pool.query(`UPDATE connection SET status = 'active' WHERE id = $1`, [connectionId])
  const before = (await eventRows(pool, connectionId)).length
  await Promise.all([work(), work(), work()])
  expect(await states()).toEqual(['applied', 'applied', 'applied'])
  expect((await eventRows(pool, connectionId)).length - before).toBe(3)
})

test('requests about people: erased with all that notices told of them, everybody when the shop goes, a question waits for a person', async () => {
  const pos: FakePos = fakePos(fakeProducts(1))
  pos.people = { customers: fakeCustomers(3), orders: [] }
  await sync(pool, connectionId, pos)
  const adapter = fakeVendor(pos)
  const line = await receivingLine(pool, connectionId, adapter)
  const open = openReadable(pos, adapter, { calls: [], before: () => undefined })
  const request = (change: Change): Partial<FakeNotice> => ({
    topic: 'privacy',
    purpose: 'privacy',
    changes: [change],
  })
  await line.send(request(pointer('c1', 'customers')))
  await line.send(request({ kind: 'gone', entity: 'customers', id: 'c1' }))
  await line.send(request({ kind: 'gone', entity: 'customers', id: 'never-seen' }))
  await processOnce(pool, connectionId, open)
  const erased = async () =>
    (
      await pool.query<{ id: string }>(
        `SELECT source_id AS id FROM person_key WHERE connection_id = $1 AND entity = 'customers' AND sealed IS NULL ORDER BY 1`,
        [connectionId],
      )
    ).rows.map(({ id }) => id)
  expect(await erased()).toEqual(['c1', 'never-seen'])
  const rows = await deliveryRows(pool, connectionId)
  expect(rows.map(({ state, errorKind }) => `${state} ${errorKind}`)).toEqual([
    'dead privacy_request',
    'applied null',
    'applied null',
  ])
  expect(rows.slice(0, 2).map(({ body }) => body)).toEqual([null, null])
  await line.send(request({ kind: 'entity', entity: 'customers' }))
  await processOnce(pool, connectionId, open)
  expect(await erased()).toEqual(['c0', 'c1', 'c2', 'never-seen'])
})
