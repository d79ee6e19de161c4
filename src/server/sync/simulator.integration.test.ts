import { afterAll, expect, test } from 'vitest'
import { startSimulators } from '#simulators/server.ts'

const simulators = await startSimulators({ port: 0, products: 600 })
// Read when the first module that needs it is loaded, so these come after.
process.env['SIMULATORS_URL'] = simulators.url
const { pool } = await import('#server/db/pool.ts')
const { simulatedStore } = await import('./testing/simulated-store.ts')
const { issueRows, productRows } = await import('./testing/sync-world.ts')
const { syncFromSimulator } = await import('./testing/sync-from-simulator.ts')
afterAll(() => simulators.close())

const store = await simulatedStore(simulators.url)

test('a sync through a bad line, with tokens that end on the way, ends equal to the ledger and within the rate', {
  timeout: 120_000,
}, async () => {
  const connectionId = await store.connect(['products', 'inventory', 'batches'])
  await store.setFaults({
    serverErrorRate: 0.05,
    rateLimitRate: 0.05,
    truncateRate: 0.03,
    tokenLifetimeSeconds: 3,
  })
  const { outcome } = await syncFromSimulator(pool, connectionId, 'full')
  expect(outcome).toBe('succeeded')
  await store.expectLedger(connectionId)
  const { perSecondMax } = await store.counters()
  expect(perSecondMax).toBeLessThanOrEqual(10)
})

test('changes at the POS arrive with the next sync, and a sync after that finds nothing', {
  timeout: 120_000,
}, async () => {
  await store.setFaults({
    serverErrorRate: 0,
    rateLimitRate: 0,
    truncateRate: 0,
    tokenLifetimeSeconds: 7200,
  })
  const connectionId = await store.connect(['products', 'inventory', 'batches'])
  await syncFromSimulator(pool, connectionId, 'full')
  for (const kind of ['price', 'rename', 'stock', 'stock', 'stock', 'stock'] as const) {
    await store.change(kind)
  }
  const changed = await syncFromSimulator(pool, connectionId, 'incremental')
  expect(changed.outcome).toBe('succeeded')
  await store.expectLedger(connectionId)
  // Whole reads see what deltas leave out, such as the quantity in a product's own record: take that in first.
  await syncFromSimulator(pool, connectionId, 'full')
  const { phases } = await syncFromSimulator(pool, connectionId, 'full')
  for (const phase of phases)
    expect(phase).toMatchObject({ created: 0, updated: 0, failed: 0, unchanged: phase.read })
  await store.expectLedger(connectionId)
})

test('a record that breaks its page at the POS is set aside by name, all the rest is read, and nothing is taken for gone', {
  timeout: 120_000,
}, async () => {
  const connectionId = await store.connect(['products'])
  await syncFromSimulator(pool, connectionId, 'full')
  const before = await productRows(pool, connectionId)
  await store.setFaults({ brokenBy: `"${before[250]?.id}"` })
  const { outcome, phases } = await syncFromSimulator(pool, connectionId, 'full')
  expect(outcome).toBe('partly_failed')
  expect(phases[0]).toMatchObject({ failed: 1, deleted: 0, status: 'done' })
  expect(phases[0]?.read).toBeGreaterThan(before.length - 25)
  const setAside = async () =>
    (await issueRows(pool, connectionId)).filter(({ code }) => code === 'set_aside')
  const name = expect.stringContaining('of the list')
  expect(await setAside()).toMatchObject([{ name, resolved: false }])
  expect(await productRows(pool, connectionId)).toEqual(before)
  const open = await pool.query(`SELECT FROM circuit WHERE connection_id = $1 AND state <> 'closed'`, [
    connectionId,
  ])
  expect(open.rows).toEqual([])

  await store.setFaults({ brokenBy: null })
  await syncFromSimulator(pool, connectionId, 'full')
  expect(await setAside()).toMatchObject([{ name, resolved: true }])
})
