import type { Queryable } from '#server/db/transaction.ts'
import { AdapterError } from '../adapters/errors.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/create-logger.ts'
import {
  type CircuitRow,
  claimProbe,
  claimSignInProbe,
  closeCircuit,
  countCalls,
  isolateCircuit,
  openCircuit,
  readCircuit,
  releaseProbe,
} from './circuit-queries.ts'
import { pauseAfterClosing, trips, verdictOn } from './circuit-rules.ts'
import type { Admission, CircuitBreaker, Outcome } from './ports.ts'

/** A closed circuit is believed for so long without asking, and successes are counted here for so long. */
const believeMs = 1000

/** Of the calls that obtain a token: `sign_in.token` and the like. */
const signInClass = 'sign_in'

type Known = { generation: number; pauseMs: number; at: number }

/**
 * The circuit breaker of one connection, one circuit per class of operation, shared by all processes through PostgreSQL.
 * Failures are written at once; successes, which are many, once a second.
 */
export function createCircuitBreaker(options: {
  db: Queryable
  connectionId: string
  clock: Clock
  logger: Logger
}): CircuitBreaker & { close(): Promise<void> } {
  const { db, connectionId, clock, logger } = options
  const known = new Map<string, Known>()
  /** Those of this process that try a refused sign-in again. */
  const signInProbes = new Set<Admission>()
  const successes = new Map<string, { generation: number; count: number }>()
  let timer: NodeJS.Timeout | undefined

  const keyOf = ({ operationClass, generation }: Admission) => ({ connectionId, operationClass, generation })

  function takeSuccesses(operationClass: string, generation: number): number {
    const pending = successes.get(operationClass)
    successes.delete(operationClass)
    return pending?.generation === generation ? pending.count : 0
  }

  async function flush() {
    clearTimeout(timer)
    timer = undefined
    const batch = [...successes]
    successes.clear()
    try {
      for (const [operationClass, { generation, count }] of batch) {
        await countCalls(db, { connectionId, operationClass, generation }, { succeeded: count, failed: 0 })
      }
    } catch (error) {
      // They only weigh against failures; losing some opens a circuit a little early.
      logger.warn({ error, connectionId }, 'successful calls could not be counted')
    }
  }

  function countSuccess({ operationClass, generation }: Admission) {
    const count = takeSuccesses(operationClass, generation) + 1
    successes.set(operationClass, { generation, count })
    timer ??= setTimeout(() => void flush(), believeMs).unref()
  }

  async function countFailure(admission: Admission, outcome: Outcome) {
    const { operationClass, generation } = admission
    const succeeded = takeSuccesses(operationClass, generation)
    const counts = await countCalls(db, keyOf(admission), { succeeded, failed: 1 })
    if (counts && trips(counts)) await open(admission, outcome)
  }

  async function open(admission: Admission, outcome: Outcome) {
    known.delete(admission.operationClass)
    if (await openCircuit(db, keyOf(admission), outcome)) {
      logger.warn({ connectionId, operationClass: admission.operationClass, outcome }, 'circuit opened')
    }
  }

  async function isolate(admission: Admission, outcome: Outcome) {
    known.clear()
    await isolateCircuit(db, keyOf(admission), outcome)
    logger.warn(
      { connectionId, operationClass: admission.operationClass },
      'circuit isolated: sign-in refused',
    )
  }

  return {
    async admit(operationClass) {
      const now = clock.now().getTime()
      const closed = known.get(operationClass)
      if (closed && now - closed.at < believeMs) return { operationClass, probe: false, ...closed }
      const { row, isolated } = await readCircuit(db, { connectionId, operationClass })
      if (isolated) {
        // A fresh token is part of the try.
        if (operationClass === signInClass && signInProbes.size > 0)
          return { operationClass, generation: row?.generation ?? 0, probe: false, pauseMs: 0 }
        const claimed = await claimSignInProbe(db, connectionId)
        if (!claimed) throw signInRefused()
        const probe = { ...claimed, probe: true, pauseMs: 0 }
        signInProbes.add(probe)
        return probe
      }
      if (row === null || row.state === 'closed') {
        const entry = {
          generation: row?.generation ?? 0,
          pauseMs: pauseAfterClosing(row?.closedForMs ?? null),
          at: now,
        }
        known.set(operationClass, entry)
        return { operationClass, probe: false, ...entry }
      }
      const generation = await claimProbe(db, { connectionId, operationClass })
      if (generation === null) throw paused(row, now)
      return { operationClass, generation, probe: true, pauseMs: 0 }
    },

    async report(admission, outcome) {
      const verdict = verdictOn(outcome)
      signInProbes.delete(admission)
      if (verdict === 'isolate') return isolate(admission, outcome)
      if (!admission.probe) {
        if (verdict === 'success') countSuccess(admission)
        if (verdict === 'failure') await countFailure(admission, outcome)
        return
      }
      if (verdict === 'failure') return open(admission, outcome)
      if (verdict === 'ignore') return releaseProbe(db, keyOf(admission))
      if (await closeCircuit(db, keyOf(admission))) {
        logger.info({ connectionId, operationClass: admission.operationClass }, 'circuit closed')
      }
    },

    close: flush,
  }
}

function signInRefused(): AdapterError {
  return new AdapterError(
    'unauthenticated',
    'The POS refused the sign-in, so calls are paused. Correct the credentials of this connection and check it again; now and then Cairn tries by itself.',
  )
}

function paused(row: CircuitRow, now: number): AdapterError {
  const until = new Date(now + row.waitMs).toISOString().slice(11, 19)
  return new AdapterError(
    'unavailable',
    `The POS failed repeatedly, so calls are paused until ${until} UTC. Cairn tries again by itself.`,
    { retryAfterMs: row.waitMs },
  )
}
