import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, expect, test } from 'vitest'
import { startSimulators } from '#simulators/server.ts'

const simulators = await startSimulators({ port: 0, products: 2_400 })
// Read when the first module that needs it is loaded, also by the workers, so these come after.
process.env['SIMULATORS_URL'] = simulators.url
const { pool } = await import('#server/db/pool.ts')
const { inTransaction } = await import('#server/db/transaction.ts')
const { startRun } = await import('#server/sync/start-run.ts')
const { simulatedStore } = await import('#server/sync/testing/simulated-store.ts')
const { eventRows, productRows, runRow } = await import('#server/sync/testing/sync-world.ts')
const { enqueueRun } = await import('./enqueue.ts')

const workers: ChildProcess[] = []
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await simulators.close()
})

function startRealWorker(): ChildProcess {
  const worker = spawn(process.execPath, ['src/server/jobs/worker.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  workers.push(worker)
  return worker
}

const patience = { timeout: 100_000, interval: 100 }

test('a sync of 2,400 products whose worker is killed with -9 ends equal to the ledger, no product twice, and the next one changes nothing', {
  timeout: 240_000,
}, async () => {
  const store = await simulatedStore(simulators.url)
  const connectionId = await store.connect()
  const sync = () => {
    const request = { connectionId, mode: 'full', trigger: 'person', requestedById: null } as const
    return inTransaction((tx) => startRun(tx, request, enqueueRun), pool)
  }
  const ended = (runId: string) =>
    expect.poll(async () => (await runRow(pool, runId)).status, patience).toBe('succeeded')

  await store.setFaults({ slowRate: 1, slowMs: 400 })
  const { runId } = await sync()
  const first = startRealWorker()
  await expect.poll(async () => (await productRows(pool, connectionId)).length, patience).toBeGreaterThan(0)
  first.kill('SIGKILL')
  await once(first, 'exit')
  expect((await runRow(pool, runId)).status).toBe('running')
  expect((await productRows(pool, connectionId)).length).toBeLessThan(2_400)

  await store.setFaults({ slowRate: 0 })
  startRealWorker()
  await ended(runId)
  await store.expectLedger(connectionId)
  const created = (await eventRows(pool, connectionId)).filter(({ type }) => type === 'product.created')
  expect(created).toHaveLength(2_400)

  const second = await sync()
  await ended(second.runId)
  for (const phase of (await runRow(pool, second.runId)).phases) {
    expect(phase).toMatchObject({ created: 0, updated: 0, failed: 0, unchanged: phase.read })
  }
})
