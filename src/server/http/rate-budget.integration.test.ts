import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createPool } from '#server/db/create-pool.ts'
import { createTestDatabase, type TestDatabase } from '#server/db/testing.ts'
import { type Clock, systemClock } from '../lib/clock.ts'
import { createLogger } from '../lib/create-logger.ts'
import { newId } from '../lib/ids.ts'
import { parseKeyRing } from '../lib/key-ring.ts'
import { createSealer } from '../lib/seal.ts'
import { createConnectionHttp } from './connection-http.ts'
import { createRateBudget } from './rate-budget.ts'
import { ensureSlots, readWait, releaseSlot, takeSlot } from './rate-queries.ts'
import { mostPerSecond, startTestServer } from './testing-server.ts'

const rule = { key: 'vendor:store', capacity: 10, perSecond: 10 }
const budgetOf = (clock: Clock) =>
  createRateBudget({ db: database.pool, clock, leaseMs: 60_000, random: () => 0 })
const until = (ms: number) => ({ deadline: new Date(Date.now() + ms), signal: AbortSignal.timeout(ms) })

let database: TestDatabase

beforeEach(async () => {
  database = await createTestDatabase()
})

afterEach(async () => {
  await database.drop()
})

describe('the budget', () => {
  it('keeps clients that share nothing but the database below the limit of the POS in every second', async () => {
    const server = await startTestServer((_request, response) => response.end('{}'))
    const pools = [database.pool, createPool(database.url, 10, () => undefined)]
    const connections = pools.map((db) =>
      createConnectionHttp({
        connectionId: newId(),
        organizationId: newId(),
        db,
        sealer: createSealer(parseKeyRing(`k1:${Buffer.alloc(32).toString('base64')}`)),
        clock: systemClock,
        logger: createLogger({ level: 'silent' }),
        hosts: [],
        allowedOrigins: [server.origin],
      }),
    )
    const calls = connections.flatMap((http) => {
      const client = http.createClient({ baseUrl: server.origin, auth: null, rateLimit: rule })
      const request = { operation: 'products.list', method: 'GET', path: '/', schema: z.unknown() } as const
      return Array.from({ length: 16 }, () => client.send(request))
    })
    await Promise.all(calls)
    expect(server.seen).toHaveLength(32)
    expect(mostPerSecond(server.seen)).toBeLessThanOrEqual(rule.perSecond)
    await Promise.all(connections.map((http) => http.close()))
    await pools[1]?.end()
    await server.close()
  })

  it('gives one slot to one of many', async () => {
    const one = { key: 'one', capacity: 1, perSecond: 1 }
    await ensureSlots(database.pool, one)
    const taken = await Promise.all(
      Array.from({ length: 30 }, () => takeSlot(database.pool, one, 'orders', 60_000)),
    )
    expect(taken.filter((slot) => slot !== null)).toHaveLength(1)
  })

  it('leaves slots to the lanes above', async () => {
    await ensureSlots(database.pool, rule)
    const taken = { history: 0, catalogue: 0, stock: 0, orders: 0 }
    for (const lane of ['history', 'catalogue', 'stock', 'orders'] as const) {
      while (await takeSlot(database.pool, rule, lane, 60_000)) taken[lane] += 1
    }
    expect(taken).toEqual({ history: 6, catalogue: 2, stock: 1, orders: 1 })
  })

  it('holds a slot while the call runs and a window longer', async () => {
    const budget = budgetOf(systemClock)
    const one = { key: 'one', capacity: 1, perSecond: 0.1 }
    const release = await budget.take(one, 'orders', until(5_000))
    expect(await readWait(database.pool, one, 'orders')).toMatchObject({ freeMs: expect.closeTo(70_000, -3) })
    await release()
    expect(await readWait(database.pool, one, 'orders')).toMatchObject({ freeMs: expect.closeTo(10_000, -3) })
    await expect(budget.take(one, 'orders', until(0))).rejects.toMatchObject({ kind: 'rate_limited' })
  })

  it('does not let a caller who comes back late free what another took', async () => {
    await ensureSlots(database.pool, rule)
    const first = await takeSlot(database.pool, rule, 'orders', -1)
    const second = await takeSlot(database.pool, rule, 'orders', 60_000)
    if (!first || !second) throw new Error('there were slots')
    await releaseSlot(database.pool, rule.key, { ...second, heldUntil: first.heldUntil }, 0)
    const { rows } = await database.pool.query(
      'SELECT count(*)::int AS held FROM rate_slot WHERE held_until > clock_timestamp()',
    )
    expect(rows).toEqual([{ held: 1 }])
  })

  it('lets nobody call before the time a POS asked for', async () => {
    await budgetOf(systemClock).block(rule, 120_000)
    await budgetOf(systemClock).block(rule, 1_000)
    const wait = budgetOf(systemClock).take(rule, 'orders', until(5_000))
    await expect(wait).rejects.toMatchObject({
      kind: 'rate_limited',
      retryAfterMs: expect.closeTo(120_000, -4),
    })
    await budgetOf(systemClock).take({ ...rule, key: 'vendor:other' }, 'orders', until(5_000))
  })

  it('leaves as many free as the POS says are left, those kept for the lanes above, until it resets', async () => {
    await ensureSlots(database.pool, rule)
    await budgetOf(systemClock).learn(rule, { remaining: 2, resetMs: 60_000 })
    expect(await takeSlot(database.pool, rule, 'catalogue', 60_000)).toBeNull()
    expect(await readWait(database.pool, rule, 'catalogue')).toMatchObject({
      freeMs: expect.closeTo(60_000, -3),
    })
    for (const free of [true, true, false]) {
      expect((await takeSlot(database.pool, rule, 'orders', 60_000)) !== null).toBe(free)
    }
  })

  it('learns nothing from a POS that has more left than is free here, and holds a window when it says no time', async () => {
    await ensureSlots(database.pool, rule)
    for (let count = 0; count < 4; count += 1) await takeSlot(database.pool, rule, 'orders', 60_000)
    for (const remaining of [6, 9, 5_000])
      await budgetOf(systemClock).learn(rule, { remaining, resetMs: 60_000 })
    expect(await takeSlot(database.pool, rule, 'orders', 60_000)).not.toBeNull()
    await budgetOf(systemClock).learn(rule, { remaining: 0, resetMs: null })
    expect(await takeSlot(database.pool, rule, 'orders', 60_000)).toBeNull()
    expect(await readWait(database.pool, rule, 'orders')).toMatchObject({ freeMs: expect.closeTo(1_000, -2) })
  })

  it.each([
    [404, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '90' }, 90_000],
    [200, { 'ratelimit-remaining': '0', 'ratelimit-reset': '90' }, 90_000],
    [503, { 'retry-after': '120' }, 120_000],
    [503, { 'retry-after': new Date(Date.now() + 240_000).toUTCString() }, 240_000],
  ])('heeds for all who call what the headers of a %i say: %j', async (status, headers, waitMs) => {
    const server = await startTestServer((_request, response) =>
      response.writeHead(status, headers).end('{}'),
    )
    const http = createConnectionHttp({
      connectionId: newId(),
      organizationId: newId(),
      db: database.pool,
      sealer: createSealer(parseKeyRing(`k1:${Buffer.alloc(32).toString('base64')}`)),
      clock: systemClock,
      logger: createLogger({ level: 'silent' }),
      hosts: [],
      allowedOrigins: [server.origin],
    })
    const client = http.createClient({ baseUrl: server.origin, auth: null, rateLimit: rule })
    await client
      .send({ operation: 'products.list', method: 'GET', path: '/', schema: z.unknown() })
      .catch(() => undefined)
    expect(server.seen).toHaveLength(1)
    const { blockedMs, freeMs } = await readWait(database.pool, rule, 'catalogue')
    expect(Math.max(blockedMs, freeMs)).toSatisfy((ms: number) => ms > waitMs - 20_000 && ms <= waitMs)
    await http.close()
    await server.close()
  })

  it('goes on when that time is over', async () => {
    const sleeps: number[] = []
    const sleep = (ms: number) => {
      sleeps.push(ms)
      return systemClock.sleep(ms)
    }
    const clock = { ...systemClock, sleep }
    const budget = budgetOf(clock)
    await budget.block(rule, 300)
    await budget.take(rule, 'catalogue', until(5_000))
    expect(sleeps[0]).toBeGreaterThan(200)
  })
})
