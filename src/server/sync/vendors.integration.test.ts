import { afterAll, expect, test } from 'vitest'
import { registry } from '#server/adapters/registry.ts'
import { startSimulators } from '#simulators/server.ts'

const simulators = await startSimulators({ port: 0, products: 80 })
// Read when the first module that needs it is loaded, so these come after.
process.env['SIMULATORS_URL'] = simulators.url
const { simulatedStore } = await import('./testing/simulated-store.ts')
const { pool } = await import('#server/db/pool.ts')
const { syncFromSimulator } = await import('./testing/sync-from-simulator.ts')
afterAll(() => simulators.close())

// At the same time, because some POS allow so few calls that a sync mostly waits.
test.concurrent.each(Object.keys(registry))(
  '%s: the database ends equal to what the store holds, first in peace, then after changes and through a bad line',
  { timeout: 120_000 },
  async (vendor) => {
    const store = await simulatedStore(simulators.url, vendor)
    const connectionId = await store.connect()
    const first = await syncFromSimulator(pool, connectionId, 'full')
    expect(first.outcome).toBe('succeeded')
    await store.expectLedger(connectionId)
    await store.expectPeople(connectionId)

    for (const kind of [
      'rename',
      'price',
      'stock',
      'sell-out',
      'add',
      'join',
      'move-house',
      'order',
      'serve',
    ])
      await store.change(kind)
    await store.setFaults({ serverErrorRate: 0.05, rateLimitRate: 0.05, truncateRate: 0.03 })
    const second = await syncFromSimulator(pool, connectionId, 'incremental')
    expect(second.outcome).toBe('succeeded')
    await store.expectLedger(connectionId)
    await store.expectPeople(connectionId)
  },
)
