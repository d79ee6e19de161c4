import { expect, test } from 'vitest'
import { z } from 'zod'
import { createPool } from '#server/db/create-pool.ts'
import { createTestDatabase } from '#server/db/testing.ts'
import { createConnectionHttp } from '#server/http/connection-http.ts'
import { systemClock } from '#server/lib/clock.ts'
import { createLogger } from '#server/lib/create-logger.ts'
import { newId } from '#server/lib/ids.ts'
import { parseKeyRing } from '#server/lib/key-ring.ts'
import { createSealer } from '#server/lib/seal.ts'
import { startSimulators } from '#simulators/server.ts'
import { shopify } from './index.ts'

/** Sixteen queries that cost some 2,700 points meet a bucket of 2,000: without a shared budget the last are refused. */
test('Two that share nothing but the database and read a shop at once are never refused for what they cost', {
  timeout: 60_000,
}, async () => {
  const simulators = await startSimulators({ port: 0, products: 60 })
  const database = await createTestDatabase()
  const pools = [database.pool, createPool(database.url, 10, () => undefined)]
  const [organizationId, connectionId] = [newId(), newId()]
  const lines = pools.map((db) =>
    createConnectionHttp({
      connectionId,
      organizationId,
      db,
      sealer: createSealer(parseKeyRing(`k1:${Buffer.alloc(32).toString('base64')}`)),
      clock: systemClock,
      logger: createLogger({ level: 'silent' }),
      hosts: [],
      allowedOrigins: [simulators.url],
    }),
  )
  const read = async (http: (typeof lines)[number]) => {
    const session = shopify.open({
      connectionId,
      baseUrl: `${simulators.url}/shopify`,
      signInMethod: 'access_token',
      credentials: { shop: 'mission', accessToken: 'demo-access-token-mission' },
      settings: shopify.settingsSchema.parse({}),
      tokens: http.tokens,
      clock: systemClock,
      createClient: http.createClient,
      signal: AbortSignal.timeout(50_000),
    })
    let count = 0
    const options = { mode: 'incremental', cursor: null, since: new Date(0) } as const
    for await (const { records } of session.read('products', options)) count += records.length
    return count
  }
  const counts = await Promise.all(lines.flatMap((http) => Array.from({ length: 4 }, () => read(http))))
  expect(new Set(counts).size).toBe(1)
  expect(counts[0]).toBeGreaterThan(0)
  await Promise.all(lines.map((http) => http.close()))

  const { rows } = await database.pool.query(
    'SELECT outcome, count(*)::int AS calls FROM measurement GROUP BY outcome',
  )
  expect(rows).toEqual([{ outcome: 'ok', calls: 16 }])
  const buckets = await database.pool.query('SELECT capacity, restore_per_second, in_flight FROM rate_bucket')
  expect(z.array(z.object({ in_flight: z.literal(0) })).parse(buckets.rows)).toHaveLength(1)
  await pools[1]?.end()
  await database.drop()
  await simulators.close()
})
