import { afterAll, expect, test } from 'vitest'
import { startSimulators } from '#simulators/server.ts'

const simulators = await startSimulators({ port: 0, products: 600 })
// Read when the first module that needs it is loaded, so these come after.
process.env['SIMULATORS_URL'] = simulators.url
const { saveCredentials } = await import('#server/connections/credentials.ts')
const { openConnection } = await import('#server/connections/open-session.ts')
const { pool } = await import('#server/db/pool.ts')
const { inTransaction } = await import('#server/db/transaction.ts')
const { systemClock } = await import('#server/lib/clock.ts')
const { runSync } = await import('./run-sync.ts')
const { createConnection, productRows, queueRun, runRow } = await import('./testing/sync-world.ts')
afterAll(() => simulators.close())

type Vendor = {
  vendor: string
  stores: { key: string }[]
  signIn: { method: string; fields: Record<string, string> }
}
type Truth = { sourceId: string; priceMinor: number | null; status: string; quantity: number }

async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${simulators.url}/_control${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  expect(response.ok).toBe(true)
  return (await response.json()) as T
}

const [vendor] = await control<Vendor[]>('GET', '/vendors')
const store = vendor?.stores[0]
if (!vendor || !store) throw new Error('nothing is simulated')

async function connect(): Promise<string> {
  const id = await createConnection(pool)
  const { rows } = await pool.query(
    `UPDATE connection SET vendor = $2, sign_in_method = $3, endpoint = 'simulator' WHERE id = $1 RETURNING organization_id`,
    [id, vendor?.vendor, vendor?.signIn.method],
  )
  const connection = { id, organizationId: rows[0].organization_id }
  await inTransaction((tx) => saveCredentials(tx, connection, vendor?.signIn.fields ?? {}))
  return id
}

/** Takes the run up again after each failure that will pass, as the queue does. */
async function sync(connectionId: string, mode: 'full' | 'incremental') {
  const runId = await queueRun(pool, connectionId, { mode })
  const signal = new AbortController().signal
  for (;;) {
    const run = runSync({
      pool,
      open: openConnection,
      clock: systemClock,
      random: Math.random,
      runId,
      signal,
    })
    const outcome = await run.catch(() => 'again' as const)
    if (outcome !== 'again') return { outcome, phases: (await runRow(pool, runId)).phases }
  }
}

async function expectLedger(connectionId: string) {
  const { products } = await control<{ products: Truth[] }>(
    'GET',
    `/${vendor?.vendor}/ledger?store=${store?.key}`,
  )
  const known = new Map((await productRows(pool, connectionId)).map((row) => [row.id, row]))
  expect(known.size).toBe(products.length)
  const differing = products.filter(({ sourceId, quantity, priceMinor }) => {
    const row = known.get(sourceId)
    return !row || Number(row.quantity) !== quantity || (priceMinor !== null && row.price !== priceMinor)
  })
  expect(differing).toEqual([])
}

test('a sync through a bad line, with tokens that end on the way, ends equal to the ledger and within the rate', {
  timeout: 120_000,
}, async () => {
  const connectionId = await connect()
  await control('PUT', `/${vendor.vendor}/faults`, {
    serverErrorRate: 0.05,
    rateLimitRate: 0.05,
    truncateRate: 0.03,
    tokenLifetimeSeconds: 3,
  })
  const { outcome } = await sync(connectionId, 'full')
  expect(outcome).toBe('succeeded')
  await expectLedger(connectionId)
  const { perSecondMax } = await control<{ perSecondMax: number }>('GET', `/${vendor.vendor}/counters`)
  expect(perSecondMax).toBeLessThanOrEqual(10)
})

test('changes at the POS arrive with the next sync, and a sync after that finds nothing', {
  timeout: 120_000,
}, async () => {
  await control('PUT', `/${vendor.vendor}/faults`, {
    serverErrorRate: 0,
    rateLimitRate: 0,
    truncateRate: 0,
    tokenLifetimeSeconds: 7200,
  })
  const connectionId = await connect()
  await sync(connectionId, 'full')
  for (const kind of ['price', 'rename', 'stock', 'stock', 'stock', 'stock'] as const) {
    await control('POST', `/${vendor.vendor}/change`, { storeKey: store.key, kind })
  }
  const changed = await sync(connectionId, 'incremental')
  expect(changed.outcome).toBe('succeeded')
  await expectLedger(connectionId)
  // Whole reads see what deltas leave out, such as the quantity in a product's own record: take that in first.
  await sync(connectionId, 'full')
  const { phases } = await sync(connectionId, 'full')
  for (const phase of phases)
    expect(phase).toMatchObject({ created: 0, updated: 0, failed: 0, unchanged: phase.read })
  await expectLedger(connectionId)
})
