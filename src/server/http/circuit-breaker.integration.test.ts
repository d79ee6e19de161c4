import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#server/db/testing.ts'
import { createLogger } from '../lib/create-logger.ts'
import { newId } from '../lib/ids.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'
import { resetCircuits } from './circuit-queries.ts'
import type { CircuitBreaker, Outcome } from './ports.ts'

let database: TestDatabase
let connectionId: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  await database.drop()
})
beforeEach(() => {
  connectionId = newId()
})

/** A process's breaker. Its clock jumps two seconds a look, so that it never believes what it knew. */
function breaker() {
  let looks = 0
  const now = () => {
    looks += 1
    return new Date(looks * 2000)
  }
  const clock = { now, sleep: async () => {} }
  return createCircuitBreaker({
    db: database.pool,
    connectionId,
    clock,
    logger: createLogger({ level: 'silent' }),
  })
}

async function call(circuit: CircuitBreaker, outcome: Outcome, operationClass = 'products') {
  await circuit.report(await circuit.admit(operationClass), outcome)
}

async function fail(circuit: CircuitBreaker, times: number) {
  for (let index = 0; index < times; index += 1) await call(circuit, 'unavailable')
}

async function row() {
  const { rows } = await database.pool.query(
    `SELECT state, generation, opens, succeeded, failed, reason,
            round(extract(epoch FROM open_until - clock_timestamp()))::int AS "secondsLeft"
     FROM circuit WHERE connection_id = $1 AND operation_class = 'products'`,
    [connectionId],
  )
  return rows[0]
}

/** The time an open circuit stays open, passed. */
const letTimePass = () =>
  database.pool.query(
    `UPDATE circuit SET open_until = clock_timestamp(), probe_until = clock_timestamp() WHERE connection_id = $1`,
    [connectionId],
  )

describe('the circuit', () => {
  it('opens after five failures, whichever process saw them, and says until when', async () => {
    const [first, second] = [breaker(), breaker()]
    await fail(first, 3)
    await fail(second, 2)
    expect(await row()).toMatchObject({ state: 'open', opens: 1, reason: 'unavailable', secondsLeft: 15 })
    await expect(first.admit('products')).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringMatching(/paused until \d\d:\d\d:\d\d UTC/),
      retryAfterMs: expect.closeTo(15_000, -3),
    })
    await expect(first.admit('stock')).resolves.toMatchObject({ probe: false })
  })

  it('stays closed while more calls succeed than fail', async () => {
    const circuit = breaker()
    for (let index = 0; index < 10; index += 1) await call(circuit, 'ok')
    await fail(circuit, 9)
    expect(await row()).toMatchObject({ state: 'closed', succeeded: 10, failed: 9 })
  })

  it('does not count answers, refusals of pace, or calls that never left', async () => {
    const circuit = breaker()
    const outcomes = [
      'not_found',
      'business_rule',
      'rate_limited',
      'abandoned',
      'forbidden',
      'token_expired',
    ] as const
    for (const outcome of outcomes) for (let index = 0; index < 5; index += 1) await call(circuit, outcome)
    await circuit.close()
    expect(await row()).toMatchObject({ state: 'closed', failed: 0, succeeded: 15 })
  })

  it('lets one of fifty callers in many processes probe', async () => {
    await fail(breaker(), 5)
    await letTimePass()
    const admitted = await Promise.allSettled(Array.from({ length: 50 }, () => breaker().admit('products')))
    const probes = admitted.filter((result) => result.status === 'fulfilled')
    expect(probes).toHaveLength(1)
    expect(probes[0]).toMatchObject({ value: { probe: true } })
  })

  it('closes when the probe succeeds, and lets calls back slowly', async () => {
    const circuit = breaker()
    await fail(circuit, 5)
    await letTimePass()
    await call(circuit, 'ok')
    expect(await row()).toMatchObject({ state: 'closed', failed: 0, reason: null })
    await expect(circuit.admit('products')).resolves.toMatchObject({ probe: false, pauseMs: 1000 })
  })

  it('opens for twice as long when the probe fails, up to two minutes', async () => {
    const circuit = breaker()
    await fail(circuit, 5)
    const seconds: number[] = []
    for (let index = 0; index < 5; index += 1) {
      await letTimePass()
      await call(circuit, 'timeout')
      seconds.push((await row()).secondsLeft)
    }
    expect(seconds).toEqual([30, 60, 120, 120, 120])
  })

  it('ignores a prober that comes back after its time', async () => {
    const [first, second] = [breaker(), breaker()]
    await fail(first, 5)
    await letTimePass()
    const late = await first.admit('products')
    await letTimePass()
    const current = await second.admit('products')
    await first.report(late, 'ok')
    expect(await row()).toMatchObject({ state: 'half_open', generation: current.generation })
    await second.report(current, 'unreachable')
    await first.report(late, 'ok')
    expect(await row()).toMatchObject({ state: 'open', opens: 2 })
  })

  it('passes the probe on when it never reached the POS', async () => {
    const [first, second] = [breaker(), breaker()]
    await fail(first, 5)
    await letTimePass()
    await call(first, 'abandoned')
    await expect(second.admit('products')).resolves.toMatchObject({ probe: true })
  })

  it('does not count a failure of the time before it opened', async () => {
    const [first, second] = [breaker(), breaker()]
    const early = await second.admit('products')
    await fail(first, 5)
    await letTimePass()
    await call(first, 'ok')
    await second.report(early, 'unavailable')
    expect(await row()).toMatchObject({ state: 'closed', failed: 0 })
  })

  it('stops every class of call after a refused sign-in until a person acts', async () => {
    const circuit = breaker()
    await call(circuit, 'unauthenticated', 'token')
    for (const operationClass of ['token', 'products', 'stock']) {
      await expect(breaker().admit(operationClass)).rejects.toMatchObject({ kind: 'unauthenticated' })
    }
    await resetCircuits(database.pool, connectionId)
    await expect(circuit.admit('token')).resolves.toMatchObject({ probe: false, pauseMs: 0 })
  })

  it('lets one call of any class try a refused sign-in again, rarer with each refusal, and all go when it is taken', async () => {
    const circuit = breaker()
    await call(circuit, 'unauthenticated')
    expect((await row())?.secondsLeft).toBeGreaterThan(100)
    await letTimePass()
    const probe = await circuit.admit('stock')
    expect(probe.probe).toBe(true)
    await expect(breaker().admit('products')).rejects.toMatchObject({ kind: 'unauthenticated' })
    await circuit.report(probe, 'unauthenticated')
    expect((await row())?.secondsLeft).toBeGreaterThan(400)
    await expect(breaker().admit('stock')).rejects.toMatchObject({ kind: 'unauthenticated' })

    await letTimePass()
    // The old token has ended, which says nothing; the next turn is the probe's again.
    await circuit.report(await circuit.admit('stock'), 'token_expired')
    const again = await circuit.admit('stock')
    await call(circuit, 'ok', 'sign_in')
    await circuit.report(again, 'ok')
    expect(await row()).toMatchObject({ state: 'closed' })
    await expect(breaker().admit('orders')).resolves.toMatchObject({ probe: false })
  })

  it('writes successes in batches', async () => {
    const circuit = breaker()
    for (let index = 0; index < 25; index += 1) await call(circuit, 'ok')
    expect(await row()).toBeUndefined()
    await circuit.close()
    expect(await row()).toMatchObject({ state: 'closed', succeeded: 25 })
  })
})
