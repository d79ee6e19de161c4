import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createPool } from '#server/db/create-pool.ts'
import { createTestDatabase, type TestDatabase } from '#server/db/testing.ts'
import { systemClock } from '../lib/clock.ts'
import { createLogger } from '../lib/create-logger.ts'
import { newId } from '../lib/ids.ts'
import { parseKeyRing } from '../lib/key-ring.ts'
import { createSealer } from '../lib/seal.ts'
import { createConnectionHttp } from './connection-http.ts'
import { dropLapsedHolds, ensureBucket, readPointsWait, settlePoints, takePoints } from './points-queries.ts'
import { createRateBudget } from './rate-budget.ts'
import { startTestServer } from './testing-server.ts'
import type { Lane, PointsTold } from './types.ts'

const rule = { key: 'vendor:shop', points: 100, restorePerSecond: 100 }
const told = (spent: number | null, left: number): PointsTold => ({
  asked: 10,
  spent,
  full: 100,
  left,
  restorePerSecond: 100,
})
/** So slow that nothing comes back during a test. */
const slow = { key: 'vendor:slow', points: 100, restorePerSecond: 0.001 }

let database: TestDatabase

beforeEach(async () => {
  database = await createTestDatabase()
})

afterEach(async () => {
  await database.drop()
})

const take = (lane: Lane, points: number, key = slow.key) =>
  takePoints(database.pool, key, lane, points, 60_000)

/** A POS that counts points as GraphQL systems do: asked for before, the difference given back after. */
async function startCountingPos(rule: { points: number; restorePerSecond: number }) {
  let left = rule.points
  let at = performance.now()
  let least = left
  let refused = 0
  const answerSchema = z.object({ asked: z.number(), spent: z.number() })
  const server = await startTestServer((request, response) => {
    const now = performance.now()
    left = Math.min(rule.points, left + ((now - at) / 1000) * rule.restorePerSecond)
    at = now
    const { asked, spent } = answerSchema.parse(JSON.parse(request.body))
    const enough = left >= asked
    if (!enough) refused += 1
    left -= enough ? spent : 0
    least = Math.min(least, left)
    // Late answers: what is counted now is known to the caller only then.
    setTimeout(
      () => response.end(JSON.stringify({ asked, spent: enough ? spent : null, left })),
      Math.random() * 60,
    )
  })
  return { ...server, refused: () => refused, least: () => least }
}

const toldSchema = z.object({ asked: z.number(), spent: z.number().nullable(), left: z.number() })

describe('the budget of points', () => {
  it('keeps clients that share nothing but the database from ever overspending', async () => {
    const pos = await startCountingPos(rule)
    const pools = [database.pool, createPool(database.url, 10, () => undefined)]
    const connections = [...pools, ...pools].map((db) =>
      createConnectionHttp({
        connectionId: newId(),
        organizationId: newId(),
        db,
        sealer: createSealer(parseKeyRing(`k1:${Buffer.alloc(32).toString('base64')}`)),
        clock: systemClock,
        logger: createLogger({ level: 'silent' }),
        hosts: [],
        allowedOrigins: [pos.origin],
      }),
    )
    const calls = connections.flatMap((http, client) => {
      const options = {
        baseUrl: pos.origin,
        auth: null,
        rateLimit: rule,
        readPoints: (body: unknown) => ({ ...toldSchema.parse(body), full: 100, restorePerSecond: 100 }),
      }
      return Array.from({ length: 12 }, (_, call) =>
        http.createClient(options).send({
          operation: 'products.list',
          method: 'POST',
          path: '/',
          json: { asked: 20, spent: ((client + call) % 3) * 8 + 4 },
          cost: 20,
          lane: 'orders',
          schema: toldSchema,
        }),
      )
    })
    await Promise.all(calls)
    expect(pos.seen).toHaveLength(48)
    expect(pos.refused()).toBe(0)
    // It was short: without the budget there would have been refusals.
    expect(pos.least()).toBeLessThan(40)
    await Promise.all(connections.map((http) => http.close()))
    await pools[1]?.end()
    await pos.close()
  })

  it('gives what is left to as many of those who ask at once as it lasts for', async () => {
    await ensureBucket(database.pool, slow)
    const taken = await Promise.all(Array.from({ length: 20 }, () => take('orders', 30)))
    expect(taken.filter((hold) => hold !== null)).toHaveLength(3)
  })

  it('leaves points to the lanes above', async () => {
    await ensureBucket(database.pool, slow)
    const taken = { history: 0, catalogue: 0, stock: 0, orders: 0 }
    for (const lane of ['history', 'catalogue', 'stock', 'orders'] as const) {
      while (await take(lane, 10)) taken[lane] += 1
    }
    expect(taken).toEqual({ history: 6, catalogue: 2, stock: 1, orders: 1 })
  })

  it('owes what a call did cost, not what it might have', async () => {
    await ensureBucket(database.pool, slow)
    const hold = await take('orders', 90)
    expect(await take('orders', 20)).toBeNull()
    if (hold) await settlePoints(database.pool, hold, { ...told(30, 70), restorePerSecond: 0.001 })
    expect(await take('orders', 70)).not.toBeNull()
    expect(await take('orders', 1)).toBeNull()
  })

  it('owes all that was held when the answer tells nothing', async () => {
    await ensureBucket(database.pool, slow)
    const hold = await take('orders', 90)
    if (hold) await settlePoints(database.pool, hold, null)
    expect(await take('orders', 11)).toBeNull()
    expect(await take('orders', 10)).not.toBeNull()
  })

  it('believes the POS that less is left than it thought, and what its bucket holds', async () => {
    await ensureBucket(database.pool, slow)
    const hold = await take('orders', 10)
    const answer = { asked: 10, spent: null, full: 1000, left: 400, restorePerSecond: 0.001 }
    if (hold) await settlePoints(database.pool, hold, answer)
    expect(await take('orders', 401)).toBeNull()
    expect(await take('orders', 400)).not.toBeNull()
  })

  it('lets a call that is dearer than the bucket wait for a full one', async () => {
    await ensureBucket(database.pool, slow)
    const hold = await take('history', 5000)
    expect(hold).not.toBeNull()
    expect(await take('orders', 1)).toBeNull()
  })

  it('takes back what a process held that died, once', async () => {
    await ensureBucket(database.pool, rule)
    const lost = await takePoints(database.pool, rule.key, 'orders', 100, -2_000)
    expect(lost).not.toBeNull()
    expect(await take('orders', 10, rule.key)).toBeNull()
    await Promise.all(Array.from({ length: 5 }, () => dropLapsedHolds(database.pool, rule.key)))
    if (lost) await settlePoints(database.pool, lost, null)
    const { rows } = await database.pool.query('SELECT in_flight, debt FROM rate_bucket')
    expect(rows).toEqual([{ in_flight: 0, debt: 0 }])
  })

  it('tells how long it takes until so much is left', async () => {
    await ensureBucket(database.pool, rule)
    const hold = await take('orders', 100, rule.key)
    if (hold) await settlePoints(database.pool, hold, null)
    const { freeMs } = await readPointsWait(database.pool, rule.key, 'orders', 50)
    expect(freeMs).toBeGreaterThan(300)
    expect(freeMs).toBeLessThanOrEqual(500)
  })

  it('gives up when it cannot be before the deadline, and lets nobody call while the POS is to be left alone', async () => {
    const budget = createRateBudget({
      db: database.pool,
      clock: systemClock,
      leaseMs: 60_000,
      random: () => 0,
    })
    const until = (ms: number) => ({
      deadline: new Date(Date.now() + ms),
      signal: AbortSignal.timeout(5_000),
    })
    await budget.take(slow, 'orders', { ...until(1_000), cost: 100 })
    const late = budget.take(slow, 'orders', { ...until(0), cost: 10 })
    await expect(late).rejects.toMatchObject({ kind: 'rate_limited' })
    await budget.block(rule, 120_000)
    const blocked = budget.take(rule, 'orders', { ...until(1_000), cost: 10 })
    await expect(blocked).rejects.toMatchObject({ retryAfterMs: expect.closeTo(120_000, -4) })
  })
})
