import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#server/db/testing.ts'
import { createLogger } from '../lib/create-logger.ts'
import { newId } from '../lib/ids.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'
import { resetCircuits } from './circuit-queries.ts'
import { circuitRules, verdictOn } from './circuit-rules.ts'
import type { Admission } from './ports.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  await database.drop()
})

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('admit' as const), process: fc.nat(2) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('report' as const),
      which: fc.nat(7),
      outcome: fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom('timeout' as const, 'unavailable' as const) },
        { weight: 3, arbitrary: fc.constant('ok' as const) },
        { weight: 1, arbitrary: fc.constantFrom('unauthenticated' as const, 'abandoned' as const) },
      ),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('time passes' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('a person acts' as const) }) },
)

/** Three processes whose clocks jump, so that none believes what it knew. */
function processes(connectionId: string) {
  return [0, 1, 2].map(() => {
    let looks = 0
    const now = () => {
      looks += 1
      return new Date(looks * 2000)
    }
    const logger = createLogger({ level: 'silent' })
    return createCircuitBreaker({
      db: database.pool,
      connectionId,
      logger,
      clock: { now, sleep: async () => {} },
    })
  })
}

async function read(connectionId: string): Promise<{ state: string; generation: number }> {
  const { rows } = await database.pool.query(
    'SELECT state, generation FROM circuit WHERE connection_id = $1',
    [connectionId],
  )
  return rows[0] ?? { state: 'closed', generation: 0 }
}

it('closes only by the success of its current probe or by a person, whatever happens in which order', {
  timeout: 90_000,
}, async () => {
  const closings = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      const connectionId = newId()
      const breakers = processes(connectionId)
      const running: Admission[] = []
      for (let failure = 0; failure < circuitRules.failures; failure += 1) {
        await breakers[0]?.report(
          { operationClass: 'products', generation: 0, probe: false, pauseMs: 0 },
          'timeout',
        )
      }
      for (const one of steps) {
        const before = await read(connectionId)
        let mayClose = before.state === 'closed'
        if (one.do === 'admit') {
          const admission = await breakers[one.process]?.admit('products').catch(() => null)
          if (admission) running.push(admission)
          expect(admission?.probe ?? false).toBe((await read(connectionId)).generation !== before.generation)
        } else if (one.do === 'report') {
          const [admission] = running.splice(one.which % Math.max(1, running.length), 1)
          if (!admission) continue
          await breakers[0]?.report(admission, one.outcome)
          const current = admission.probe && admission.generation === before.generation
          mayClose ||= current && before.state !== 'open' && verdictOn(one.outcome) === 'success'
        } else if (one.do === 'time passes') {
          await database.pool.query(
            'UPDATE circuit SET open_until = clock_timestamp(), probe_until = clock_timestamp() WHERE connection_id = $1',
            [connectionId],
          )
        } else {
          await resetCircuits(database.pool, connectionId)
          mayClose = true
        }
        const after = await read(connectionId)
        if (after.state === 'closed')
          expect(mayClose, `${before.state} closed by ${JSON.stringify(one)}`).toBe(true)
        if (after.state === 'closed' && before.state !== 'closed') closings.add(one.do)
        expect(after.generation).toBeGreaterThanOrEqual(before.generation)
      }
    }),
    { numRuns: 40 },
  )
  // Both ways were taken, so the property was not true for want of closings.
  expect(closings).toEqual(new Set(['report', 'a person acts']))
})
