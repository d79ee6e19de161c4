import type { Queryable } from '#server/db/transaction.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/create-logger.ts'
import type { Sealer } from '../lib/seal.ts'
import { noteBudgetUse } from './budget-use.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'
import type { ClientParts } from './client-parts.ts'
import { createClient } from './create-client.ts'
import { createDispatchers, defaultLimits, type HttpLimits } from './dispatchers.ts'
import { createRecorder } from './measurement-recorder.ts'
import type { Patience } from './patience.ts'
import { createRateBudget } from './rate-budget.ts'
import { recordMeasurements } from './record-measurements.ts'
import { createSlots } from './slots.ts'
import { createTokenStore } from './token-store.ts'
import type { HttpClient, HttpClientOptions, TokenStore } from './types.ts'

export type ConnectionHttpOptions = {
  connectionId: string
  organizationId: string
  db: Queryable
  sealer: Sealer
  clock: Clock
  logger: Logger
  /** The manifest's hosts. */
  hosts: readonly string[]
  /** Origins reached as they are, private ones too: the demo's simulators. */
  allowedOrigins: readonly string[]
  /** Ends every call, e.g. when the run is cancelled. */
  signal?: AbortSignal
  /** Tries of a repeatable request, the first included; 4 when absent. */
  attempts?: number
  /** What people have set for it. */
  patience?: Patience
  /** Calls at a time in each lane; 4 when absent. */
  concurrency?: number
  limits?: Partial<HttpLimits>
  random?: () => number
}

export type ConnectionHttp = {
  createClient(options: HttpClientOptions): HttpClient
  tokens: TokenStore
  /** Writes what was measured and counted, and closes the sockets. */
  close(): Promise<void>
}

/**
 * All an adapter needs to call its POS: the common client and the token store of one connection, with circuit breaker,
 * budget, token and measurements in PostgreSQL. Made for a run or a check, closed after it.
 */
export function createConnectionHttp(options: ConnectionHttpOptions): ConnectionHttp {
  const { db, clock, logger, connectionId, attempts = 4, concurrency = 4, random = Math.random } = options
  const limits = { ...defaultLimits, ...options.limits }
  const dispatchers = createDispatchers(options, limits, concurrency * 4)
  const circuit = createCircuitBreaker(options)
  const recorder = createRecorder((batch) => recordMeasurements(db, connectionId, batch), logger)
  const parts: ClientParts = {
    dispatchers,
    circuit,
    recorder,
    limits,
    clock,
    attempts,
    random,
    patience: options.patience ?? {},
    budget: createRateBudget({
      db,
      clock,
      random,
      leaseMs: limits.attemptMs + 5_000,
      noteUse: (rule) => noteBudgetUse(db, connectionId, rule),
    }),
    slots: createSlots(concurrency),
    ...(options.signal ? { signal: options.signal } : {}),
  }
  return {
    createClient: (client) => createClient(client, parts),
    tokens: createTokenStore(options),
    async close() {
      await Promise.all([circuit.close(), recorder.close(), dispatchers.close()])
    },
  }
}
