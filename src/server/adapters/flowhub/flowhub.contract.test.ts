import { expect, test } from 'vitest'
import { type Case, readAll, startBench } from '../testing.ts'
import { conformance } from './fixtures/conformance.ts'
import { flowhub } from './index.ts'

const caseOf = (storeKey: string, locationId: string): Case => ({
  id: 'flowhub',
  adapter: flowhub,
  conformance: {
    ...conformance,
    storeKey,
    products: 60,
    credentials: {
      locationId,
      clientId: `demo-auth0-${storeKey}`,
      clientSecret: `demo-secret-${storeKey}`,
    },
  },
})

const pineStreet = caseOf('pine-street', '2f6c9a1e-7b3d-4e58-9a04-c1d2e3f4a5b6')

test.each([
  ['where rooms are not open to the key', caseOf('harbor', '8a4b1c7d-2e6f-4a90-b3c5-d7e8f9a0b1c2')],
  ['of an older store', caseOf('mission', 'c3d5e7f9-1a2b-4c4d-8e6f-708192a3b4c5')],
])('stock %s equals the ledger', async (_what, vendor) => {
  const bench = await startBench(vendor)
  const { payloads } = await readAll(bench.open(), 'inventory')
  const ledger = await bench.ledger()
  expect(payloads.size).toBe(ledger.length)
  for (const { sourceId, quantity } of ledger) {
    const { draft } = flowhub.map.inventory(payloads.get(sourceId), bench.mapContext)
    const total = (draft ?? []).reduce((sum, level) => sum + Number(level.quantity), 0)
    expect(total).toBeCloseTo(quantity, 6)
  }
  await bench.close()
})

test('a sync fetches the list of packages once for all that stands in it', async () => {
  const bench = await startBench(pineStreet)
  const session = bench.open()
  for (const entity of ['products', 'inventory', 'batches'] as const) await readAll(session, entity)
  const called = bench.http.measurements.map(({ operation }) => operation)
  expect(called).toEqual(['sign_in.token', 'inventoryByRooms.list'])
  await readAll(session, 'products')
  expect(bench.http.measurements).toHaveLength(3)
  await bench.close()
})

test('a location that is not among the client’s is named by the check, with those that are', async () => {
  const bench = await startBench(pineStreet)
  const elsewhere = { locationId: '00000000-0000-4000-8000-000000000000' }
  const steps = []
  for await (const step of bench.open({ credentials: elsewhere }).probe()) steps.push(step)
  expect(steps.find(({ status }) => status === 'failed')).toMatchObject({
    id: 'permissions',
    cure: expect.stringContaining('Harbor (8a4b1c7d-2e6f-4a90-b3c5-d7e8f9a0b1c2)'),
  })
  await bench.close()
})
