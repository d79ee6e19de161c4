import { beforeEach, expect, test } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { approve, changeRows, refuse } from '../testing/decide.ts'
import { type FakePos, fakePos, fakeProducts } from '../testing/fake-pos.ts'
import {
  createConnection,
  issueRows,
  productRows,
  queueRun,
  runRow,
  sync,
  work,
} from '../testing/sync-world.ts'
import { discardRun } from './discard-run.ts'

let connectionId = ''
beforeEach(async () => {
  connectionId = await createConnection(pool)
})

const list = fakeProducts(20)
const product = (sourceId: string) => ({ entity: 'products', sourceId }) as const
const attention = async () =>
  (await pool.query('SELECT attention FROM connection WHERE id = $1', [connectionId])).rows[0].attention
const active = async () =>
  (await productRows(pool, connectionId)).filter(({ status }) => status === 'active').length

test('too many gone: nothing is written, a person approves some, the rest is refused and does not trip the guard again', async () => {
  await sync(pool, connectionId, fakePos(list))
  const less = fakePos(list.slice(5))
  const { runId, outcome } = await sync(pool, connectionId, less)
  expect(outcome).toBe('waiting_for_approval')
  expect(await attention()).toContain('5 of 20 products would be gone or hidden')
  expect(await active()).toBe(20)
  expect(await changeRows(pool, runId)).toMatchObject(
    ['p0', 'p1', 'p2', 'p3', 'p4'].map((id) => ({ id, action: 'remove', state: 'staged', flags: 'hides' })),
  )

  expect(await approve(pool, less, runId, { changes: [product('p0'), product('p1')] })).toBe('succeeded')
  expect((await productRows(pool, connectionId)).map(({ status }) => status).slice(0, 4)).toEqual([
    ...['deleted', 'deleted', 'active', 'active'],
  ])
  expect(await attention()).toBeNull()
  await expect(refuse(pool, runId, { all: true })).rejects.toThrow('decided on this sync already')

  const again = await sync(pool, connectionId, less)
  expect(again.outcome).toBe('succeeded')
  expect(await active()).toBe(18)
  // Sent once more, then gone again: that is something else than what was refused.
  await sync(pool, connectionId, fakePos(list.slice(2)))
  await sync(pool, connectionId, fakePos(list.slice(3)))
  expect((await productRows(pool, connectionId))[2]).toMatchObject({ id: 'p2', status: 'deleted' })
})

test('stock that drops to nothing and prices that jump stop the run before anything is written, new products too', async () => {
  const pos = fakePos(list)
  await sync(pool, connectionId, pos)
  const wrong = fakePos([
    ...list.map((one) => ({ ...one, price: one.price * 3 })),
    ...fakeProducts(21).slice(20),
  ])
  wrong.inventory = list.map(({ id }) => ({ id, stock: { floor: '0' } }))
  const { runId, outcome } = await sync(pool, connectionId, wrong)
  expect(outcome).toBe('waiting_for_approval')
  expect(await attention()).toMatch(/20 of 20 stock entries .* 20 of 20 products would change a price/)
  expect(await productRows(pool, connectionId)).toMatchObject(
    list.map(({ price }) => ({ price, quantity: '10', status: 'active' })),
  )
  expect((await changeRows(pool, runId, 'inventory'))[0]).toMatchObject({
    flags: 'zeroes',
    difference: [{ field: 'quantity', location: 'floor', before: '10', after: '0' }],
  })
  expect((await changeRows(pool, runId))[3]).toMatchObject({
    flags: 'reprices',
    difference: [{ field: 'regularPriceMinor', before: 1003, after: 3009 }],
  })
  // All refused: over, and the same answer is no news any more, until one of them says something else.
  expect(await refuse(pool, runId, { all: true })).toMatchObject({ left: 0 })
  expect(await runRow(pool, runId)).toMatchObject({ status: 'cancelled', error_kind: 'refused' })
  expect((await sync(pool, connectionId, wrong)).outcome).toBe('succeeded')
  expect((await productRows(pool, connectionId))[0]).toMatchObject({ price: 1000, quantity: '10' })
  const better: FakePos = {
    ...wrong,
    inventory: [{ id: 'p0', stock: { floor: '7' } }, ...wrong.inventory.slice(1)],
  }
  await sync(pool, connectionId, better)
  expect((await productRows(pool, connectionId))[0]).toMatchObject({ price: 1000, quantity: '7' })
})

test('one bad row is named and the rest of a changed page is written; new products keep the stock of their own run', async () => {
  await sync(pool, connectionId, fakePos(list))
  const more = fakeProducts(22)
  const mixed = fakePos(
    more.map((one) => (one.id === 'p1' ? { ...one, price: -1 } : { ...one, name: `New ${one.id}` })),
  )
  const { outcome, phases } = await sync(pool, connectionId, mixed)
  expect(outcome).toBe('succeeded')
  expect(phases[0]).toMatchObject({ read: 22, created: 2, updated: 19, failed: 1, unchanged: 0 })
  expect((await issueRows(pool, connectionId)).map(({ id }) => id)).toEqual(['p1'])
  const rows = await productRows(pool, connectionId)
  expect(rows.slice(20)).toMatchObject([{ name: 'New p20', quantity: '10' }, { quantity: '10' }])
  expect(rows[1]).toMatchObject({ name: 'Product 1', price: 1001 })
})

test('a newer run takes the place of one that waits; what is thrown away is found again', async () => {
  await sync(pool, connectionId, fakePos(list))
  const less = fakePos(list.slice(5))
  const first = await sync(pool, connectionId, less)
  const second = await sync(pool, connectionId, less)
  expect(await runRow(pool, first.runId)).toMatchObject({ status: 'cancelled', error_kind: 'superseded' })
  await expect(approve(pool, less, first.runId, { all: true })).rejects.toThrow('newer sync')
  await inTransaction((tx) => discardRun(tx, second.runId), pool)
  expect(await attention()).toBeNull()
  expect((await sync(pool, connectionId, less)).outcome).toBe('waiting_for_approval')
  await sync(pool, connectionId, fakePos(list))
  expect(await attention()).toBeNull()
})

test('a worker killed between reading, judging and the batches of writing leaves the rest to the next one, once', async () => {
  await sync(pool, connectionId, fakePos(list))
  const changed = fakePos(list.map((one) => ({ ...one, name: `Renamed ${one.id}` })))
  const runId = await queueRun(pool, connectionId)
  changed.beforePage = (entity, start) => {
    if (entity === 'products' && start === 10) throw new Error('killed')
  }
  await expect(work(pool, changed, runId)).rejects.toThrow('killed')
  expect((await productRows(pool, connectionId))[0]?.name).toBe('Product 0')
  changed.beforePage = () => undefined
  // The third write of a batch is refused by the database: judged and partly written by then.
  await pool.query(
    `CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN IF NEW.run_id = '${runId}' AND NEW.state = 'applied' AND NEW.source_id = 'p7' AND NOT EXISTS (
       SELECT FROM sync_run WHERE id = NEW.run_id AND stalled + resumed > 1) THEN RAISE 'killed while writing' USING ERRCODE = '57P01'; END IF;
       RETURN NEW; END $$;
     CREATE TRIGGER fail_once BEFORE UPDATE ON sync_change FOR EACH ROW EXECUTE FUNCTION fail_once()`,
  )
  try {
    await expect(work(pool, changed, runId)).rejects.toThrow('killed while writing')
    changed.reads.length = 0
    expect(await work(pool, changed, runId)).toBe('succeeded')
  } finally {
    await pool.query('DROP TRIGGER fail_once ON sync_change; DROP FUNCTION fail_once')
  }
  expect(changed.reads).toEqual([])
  expect((await productRows(pool, connectionId)).every(({ name }) => name.startsWith('Renamed'))).toBe(true)
  const { rows } = await pool.query('SELECT max(version) FROM source_record WHERE connection_id = $1', [
    connectionId,
  ])
  expect(rows).toEqual([{ max: 2 }])
})
