import { beforeEach, expect, test } from 'vitest'
import { AdapterError } from '#server/adapters/errors.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { newId } from '#server/lib/ids.ts'
import { cancelRun } from './cancel-run.ts'
import { retryRun } from './retry-run.ts'
import { type StartedRun, type StartRun, startRun } from './start-run.ts'
import { fakeCustomers } from './testing/fake-people.ts'
import { fakePos, fakeProducts } from './testing/fake-pos.ts'
import {
  createConnection,
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

function start(entities: StartRun['entities'] = []): Promise<StartedRun> {
  const request = { connectionId, mode: 'full', trigger: 'person', requestedById: null, entities } as const
  return inTransaction((tx) => startRun(tx, request, async () => undefined), pool)
}

test('a run takes the entities that are free, and is the one under way when none is', async () => {
  const stock = await start(['inventory'])
  const rest = await start()
  expect(rest).toMatchObject({
    alreadyRunning: false,
    entities: ['products', 'batches', 'customers', 'orders'],
  })
  expect(await start(['inventory'])).toEqual({ ...stock, alreadyRunning: true })
  expect(await start(['orders', 'products'])).toMatchObject({ runId: rest.runId, alreadyRunning: true })
  await cancelRun(pool, stock.runId)
  expect(await start(['inventory', 'orders'])).toMatchObject({
    alreadyRunning: false,
    entities: ['inventory'],
  })
})

test('each entity is read by one run, however many processes ask for whatever mix', async () => {
  const mixes = [
    ['products', 'inventory'],
    ['inventory', 'products', 'orders'],
    ['orders', 'inventory'],
    [],
    ['batches'],
  ] as const
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => start(mixes[index % 5])))
  const { rows } = await pool.query(
    'SELECT entity, count(*)::int FROM sync_claim WHERE connection_id = $1 AND active GROUP BY 1 HAVING count(*) > 1',
    [connectionId],
  )
  expect(rows).toEqual([])
  const granted = answers.filter(({ alreadyRunning }) => !alreadyRunning).flatMap(({ entities }) => entities)
  expect(granted.sort()).toEqual(['batches', 'customers', 'inventory', 'orders', 'products'])
})

test('stock read by one run is there with the product another run brings, not one sync later', async () => {
  const pos = fakePos(fakeProducts(3))
  const products = await queueRun(pool, connectionId, { entities: ['products'] })
  const stock = await queueRun(pool, connectionId, { entities: ['inventory'] })
  let readStock: Promise<unknown> = Promise.resolve()
  pos.beforePage = async (entity) => {
    if (entity !== 'products') return
    readStock = work(pool, pos, stock)
    await readStock
  }
  expect(await work(pool, pos, products)).toBe('succeeded')
  expect(await readStock).toBe('succeeded')
  expect((await productRows(pool, connectionId)).map(({ quantity }) => quantity)).toEqual(['10', '10', '10'])
  expect((await issueRows(pool, connectionId)).every(({ resolved }) => resolved)).toBe(true)
  expect((await runRow(pool, products)).phases.map(({ entity }) => entity)).toEqual(['products'])
})

test('what changed is asked for since the same entity was last read, not since any was', async () => {
  const pos = fakePos(fakeProducts(2))
  pos.incremental = ['products', 'inventory']
  await sync(pool, connectionId, pos)
  await pool.query(
    `UPDATE sync_run SET started_at = started_at - interval '2 hours' WHERE connection_id = $1`,
    [connectionId],
  )
  await sync(pool, connectionId, pos, { mode: 'incremental', entities: ['products'] })
  pos.reads.length = 0
  await sync(pool, connectionId, pos, { mode: 'incremental' })
  const age = (wanted: string) => {
    const since = pos.reads.find(({ entity }) => entity === wanted)?.since
    return since ? Math.round((Date.now() - since.getTime()) / 60_000) : null
  }
  expect([age('products'), age('inventory')]).toEqual([5, 125])
})

test('a list the POS refuses does not hold up the others, and trying again asks for that list alone', async () => {
  const pos = fakePos(fakeProducts(7))
  pos.people = { customers: fakeCustomers(3), orders: [] }
  pos.beforePage = (entity) => {
    if (entity === 'customers') throw new AdapterError('forbidden', 'The key may not read customers.')
  }
  const first = await sync(pool, connectionId, pos)
  expect(first.outcome).toBe('partly_failed')
  expect(first.phases).toMatchObject([
    { entity: 'products', status: 'done' },
    { entity: 'inventory', status: 'done' },
    { entity: 'customers', status: 'failed', error: 'The key may not read customers.' },
    { entity: 'orders', status: 'done' },
  ])
  expect((await runRow(pool, first.runId)).error_message).toContain('customers: The key may not read')
  pos.beforePage = () => undefined
  pos.reads.length = 0
  const retry = () => inTransaction((tx) => retryRun(tx, first.runId, newId(), async () => undefined), pool)
  const again = await retry()
  expect(again).toMatchObject({ alreadyRunning: false, entities: ['customers'] })
  expect(await work(pool, pos, again.runId)).toBe('succeeded')
  expect(pos.reads.map(({ entity }) => entity)).toEqual(['customers'])
  const { rows } = await pool.query('SELECT count(*)::int FROM customer WHERE connection_id = $1', [
    connectionId,
  ])
  expect(rows).toEqual([{ count: 3 }])
  await expect(
    inTransaction((tx) => retryRun(tx, again.runId, newId(), async () => undefined), pool),
  ).rejects.toThrow('nothing undone')
})
