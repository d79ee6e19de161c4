import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { startRun } from '#server/sync/start-run.ts'
import { createConnection, eventRows, productRows, runRow } from '#server/sync/testing/sync-world.ts'
import { enqueueRun } from './enqueue.ts'

const workers: ChildProcess[] = []
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL')
})

function startSlowWorker(): ChildProcess {
  const worker = spawn(process.execPath, ['src/server/jobs/testing/slow-worker.ts'], { stdio: 'inherit' })
  workers.push(worker)
  return worker
}

async function startSync() {
  const connectionId = await createConnection(pool)
  const request = { connectionId, mode: 'full', trigger: 'person', requestedById: null } as const
  const { runId } = await inTransaction((tx) => startRun(tx, request, enqueueRun), pool)
  return { connectionId, runId }
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

test('a worker asked to stop ends within its page, and the next one goes on', {
  timeout: 120_000,
}, async () => {
  const { connectionId, runId } = await startSync()
  const first = startSlowWorker()
  await expect.poll(() => count(connectionId), ends).toBeGreaterThan(10)
  first.kill('SIGTERM')
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

test('two workers do a connection once', { timeout: 120_000 }, async () => {
  startSlowWorker()
  startSlowWorker()
  const runs = await Promise.all([startSync(), startSync(), startSync()])
  for (const { connectionId, runId } of runs) {
    await succeeded(runId)
    const { rows } = await pool.query(
      `SELECT count(*)::int AS pages, count(DISTINCT (entity, number))::int AS distinct_pages FROM sync_page WHERE run_id = $1`,
      [runId],
    )
    expect(rows[0]).toEqual({ pages: 24, distinct_pages: 24 })
    expect(await count(connectionId)).toBe(60)
  }
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
