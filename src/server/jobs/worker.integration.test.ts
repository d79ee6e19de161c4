import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { findFreePort } from '#scripts/network/ports.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { lockConnection } from '#server/ingest/lock-connection.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { startRun } from '#server/sync/start-run.ts'
import { createConnection, eventRows, productRows, runRow } from '#server/sync/testing/sync-world.ts'
import { enqueueRun } from './enqueue.ts'

const workers: ChildProcess[] = []
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL')
})

function startSlowWorker(...args: number[]): ChildProcess {
  const program = ['src/server/jobs/testing/slow-worker.ts', ...args.map(String)]
  const worker = spawn(process.execPath, program, { stdio: 'inherit' })
  workers.push(worker)
  return worker
}

async function startSync() {
  const connectionId = await createConnection(pool)
  const request = { connectionId, mode: 'full', trigger: 'person', requestedById: null } as const
  const { runId } = await inTransaction((tx) => startRun(tx, request, enqueueRun), pool)
  return { connectionId, runId }
}

/** Nobody writes for a connection until what this returns is called. */
async function holdWriting(connectionId: string): Promise<() => Promise<void>> {
  const tx = await pool.connect()
  await tx.query('BEGIN')
  // Else PostgreSQL lets go after ten seconds, and a busy machine takes longer to start two workers.
  await tx.query('SET LOCAL idle_in_transaction_session_timeout = 0')
  await lockConnection(tx, connectionId)
  return async () => {
    await tx.query('COMMIT')
    tx.release()
  }
}

const count = async (connectionId: string) => (await productRows(pool, connectionId)).length
const ends = { timeout: 60_000, interval: 200 }
const succeeded = (runId: string) =>
  expect.poll(async () => (await runRow(pool, runId)).status, ends).toBe('succeeded')

test('a worker killed with -9 in the middle loses nothing: another takes the run up within a minute', {
  timeout: 120_000,
}, async () => {
  const { connectionId, runId } = await startSync()
  const first = startSlowWorker()
  await expect.poll(() => count(connectionId), ends).toBeGreaterThan(10)
  first.kill('SIGKILL')
  await once(first, 'exit')
  const killedAt = await count(connectionId)
  expect(killedAt).toBeLessThan(60)
  startSlowWorker()
  await succeeded(runId)
  const rows = await productRows(pool, connectionId)
  expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 60 }, (_, index) => `p${index}`))
  expect(rows.every(({ quantity }) => quantity === '10')).toBe(true)
  expect((await runRow(pool, runId)).phases).toMatchObject([
    { read: 60, created: 60 },
    { read: 60, created: 60 },
  ])
  const types = (await eventRows(pool, connectionId)).map(({ type }) => type)
  expect(types.filter((type) => type === 'product.created')).toHaveLength(60)
})

test('a worker asked to stop ends within its page, says so to who asks for its health, and the next one goes on', {
  timeout: 120_000,
}, async () => {
  const { connectionId, runId } = await startSync()
  const port = await findFreePort()
  const ask = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      async (answer) => `${answer.status} ${(await answer.json()).status}`,
      () => 'nobody',
    )
  const first = startSlowWorker(2, port)
  expect(await ask('/ready')).toBe('nobody')
  await expect.poll(() => count(connectionId), ends).toBeGreaterThan(10)
  await expect.poll(() => ask('/ready'), ends).toBe('200 ok')
  expect(await ask('/health')).toBe('200 ok')
  const letGo = await holdWriting(connectionId)
  first.kill('SIGTERM')
  await expect.poll(() => ask('/ready'), ends).toBe('503 draining')
  expect(await ask('/health')).toBe('200 draining')
  await letGo()
  const [code] = await once(first, 'exit')
  expect(code).toBe(0)
  expect(await runRow(pool, runId)).toMatchObject({ status: 'planned' })
  expect((await pool.query('SELECT FROM worker_heartbeat WHERE pid = $1', [first.pid])).rows).toHaveLength(0)
  startSlowWorker()
  await succeeded(runId)
  expect(await count(connectionId)).toBe(60)
})

test('a worker whose database connections are all cut stays up and finishes', {
  timeout: 120_000,
}, async () => {
  const { connectionId, runId } = await startSync()
  const worker = startSlowWorker()
  await expect.poll(() => count(connectionId), ends).toBeGreaterThan(10)
  await pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  )
  await succeeded(runId)
  expect(worker.exitCode).toBeNull()
  expect(await count(connectionId)).toBe(60)
})

test('two workers do a connection once, its kinds of record side by side and each of them once at a time', {
  timeout: 120_000,
}, async () => {
  const connectionId = await createConnection(pool)
  const start = (entity: SyncEntity) => {
    const request = { connectionId, mode: 'full', trigger: 'person', requestedById: null } as const
    return inTransaction((tx) => startRun(tx, { ...request, entities: [entity] }, enqueueRun), pool)
  }
  const letGo = await holdWriting(connectionId)
  const kinds = [await start('products'), await start('inventory')]
  // One job at a time each: that both run means that each worker has one.
  startSlowWorker(1)
  startSlowWorker(1)
  const states = () => Promise.all(kinds.map(async ({ runId }) => (await runRow(pool, runId)).status))
  await expect.poll(states, ends).toEqual(['running', 'running'])
  const again = await Promise.all([start('products'), start('products'), start('inventory')])
  const [products, inventory] = kinds.map(({ runId }) => ({ runId, alreadyRunning: true }))
  expect(again).toMatchObject([products, products, inventory])
  await letGo()

  const runs = [
    ...(await Promise.all([startSync(), startSync()])),
    ...kinds.map((run) => ({ ...run, connectionId })),
  ]
  for (const { runId } of runs) await succeeded(runId)
  for (const run of runs) {
    const { rows } = await pool.query(
      `SELECT sum(read)::int AS read, count(*) = count(DISTINCT (entity, number)) AS once FROM sync_page WHERE run_id = $1`,
      [run.runId],
    )
    expect(rows[0]).toEqual({ read: run.connectionId === connectionId ? 60 : 120, once: true })
    expect(await count(run.connectionId)).toBe(60)
  }
  expect((await productRows(pool, connectionId)).every(({ quantity }) => quantity === '10')).toBe(true)
})

test('a run that is rolled back leaves no job behind', async () => {
  const connectionId = await createConnection(pool)
  const request = { connectionId, mode: 'full', trigger: 'person', requestedById: null } as const
  const { runId } = await inTransaction((tx) => startRun(tx, request, enqueueRun), pool)
  const jobs = async () =>
    Number((await pool.query(`SELECT count(*) FROM pgboss.job WHERE name = 'sync.run'`)).rows[0].count)
  const before = await jobs()
  await pool.query(`UPDATE sync_run SET status = 'cancelled' WHERE id = $1`, [runId])
  await inTransaction(async (tx) => {
    await startRun(tx, request, enqueueRun)
    throw new Error('undone')
  }, pool).catch(() => undefined)
  expect(await jobs()).toBe(before)
})
