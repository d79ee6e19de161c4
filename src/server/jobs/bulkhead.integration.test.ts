import { afterAll, expect, test } from 'vitest'
import { startSimulators } from '#simulators/server.ts'

const simulators = await startSimulators({ port: 0, products: 60 })
// Read when the first module that needs it is loaded, also by the workers, so these come after.
process.env['SIMULATORS_URL'] = simulators.url
const { allManifests } = await import('#server/adapters/lookup.ts')
const { pool } = await import('#server/db/pool.ts')
const { inTransaction } = await import('#server/db/transaction.ts')
const { startRun } = await import('#server/sync/start-run.ts')
const { simulatedStore } = await import('#server/sync/testing/simulated-store.ts')
const { runRow } = await import('#server/sync/testing/sync-world.ts')
const { enqueueRun } = await import('./enqueue.ts')
const { openProcesses } = await import('./testing/processes.ts')

const processes = openProcesses()
afterAll(async () => {
  processes[Symbol.dispose]()
  await simulators.close()
})

/** As slow as the slowest call a POS is allowed. */
const slowMs = 30_000

const simulated = (await (await fetch(`${simulators.url}/_control/vendors`)).json()) as {
  vendor: string
  signIn: { method: string }
}[]
/** Those a connection can be made to without a person on the vendor's page. */
const vendors = simulated.flatMap(({ vendor, signIn }) => {
  const methods = allManifests().find(({ id }) => id === vendor)?.signInMethods ?? []
  return methods.some(({ id, interactive }) => id === signIn.method && !interactive) ? [vendor] : []
})

test('with one POS dead and one at 30 s a call, all others sync at their usual pace', {
  timeout: 300_000,
}, async () => {
  const stores = await Promise.all(vendors.map((vendor) => simulatedStore(simulators.url, vendor)))
  const ids = await Promise.all(stores.map((store) => store.connect(['products', 'inventory'])))
  const [dead, slow] = stores
  const others = ids.slice(2)
  const start = (connectionId: string) => {
    const run = { connectionId, mode: 'full', trigger: 'person', requestedById: null } as const
    return inTransaction((tx) => startRun(tx, run, enqueueRun), pool).then(({ runId }) => runId)
  }
  /** @returns milliseconds until all have ended well */
  const syncOthers = async (): Promise<number> => {
    const began = performance.now()
    const runIds = await Promise.all(others.map(start))
    const states = () => Promise.all(runIds.map(async (runId) => (await runRow(pool, runId)).status))
    await expect
      .poll(async () => new Set(await states()), { timeout: 90_000, interval: 20 })
      .toEqual(new Set(['succeeded']))
    return performance.now() - began
  }
  for (let count = 0; count < 2; count += 1) processes.start()
  // The first pass writes everything and warms the workers up; the second is what is usual.
  await syncOthers()
  const usual = await syncOthers()

  await dead?.setFaults({ dropRate: 1 })
  await slow?.setFaults({ slowRate: 1, slowMs })
  const troubled = await Promise.all(ids.slice(0, 2).map(start))
  const failures = async () =>
    (await pool.query('SELECT count(*)::int AS count FROM measurement WHERE outcome <> $1', ['ok'])).rows[0]
  await expect.poll(failures, { timeout: 20_000, interval: 20 }).not.toEqual({ count: 0 })
  const beside = await syncOthers()
  const slowCalls = await pool.query('SELECT FROM measurement WHERE connection_id = $1', [ids[1]])
  const states = await Promise.all(troubled.map(async (runId) => (await runRow(pool, runId)).status))
  console.log(
    `${others.length} others: ${Math.round(usual)} ms usually, ${Math.round(beside)} ms beside one dead and one slow POS ` +
      `(${(beside / usual).toFixed(2)} of it); the slow one had answered ${slowCalls.rowCount} calls by then`,
  )
  expect(states).not.toContain('succeeded')
  // They were done before the slow POS had answered its first call, so they cannot have waited for one.
  expect(slowCalls.rowCount).toBe(0)
  expect(beside).toBeLessThan(slowMs)
  expect(beside).toBeLessThan(2 * usual + 1_000)
  await Promise.all([dead?.setFaults({ dropRate: 0 }), slow?.setFaults({ slowRate: 0 })])
})
