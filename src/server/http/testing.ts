import type { Clock } from '../lib/clock.ts'
import { systemClock } from '../lib/clock.ts'
import { createClient } from './create-client.ts'
import { type HeldToken, isFresh } from './current-token.ts'
import { createDispatchers, defaultLimits, type HttpLimits } from './dispatchers.ts'
import type { CircuitBreaker, Measurement, RateBudget } from './ports.ts'
import { windowMs } from './rate-budget.ts'
import { createSlots } from './slots.ts'
import type { HttpClient, HttpClientOptions, RateLimitRule, TokenStore } from './types.ts'

export type PlainHttp = {
  createClient(options: HttpClientOptions): HttpClient
  tokens: TokenStore
  /** Every attempt, in order. */
  measurements: Measurement[]
  close(): Promise<void>
}

/**
 * The common client for tests without a database: real sockets, retries, errors and pace; the token and the budget live
 * in this process, and there is no circuit breaker.
 * @param options.allowedOrigins where it may call (a simulator's origin)
 */
export function createPlainHttp(options: {
  allowedOrigins: string[]
  hosts?: string[]
  clock?: Clock
  limits?: Partial<HttpLimits>
  attempts?: number
  random?: () => number
}): PlainHttp {
  const clock = options.clock ?? systemClock
  const limits = { ...defaultLimits, ...options.limits }
  const policy = { hosts: options.hosts ?? [], allowedOrigins: options.allowedOrigins }
  const dispatchers = createDispatchers(policy, limits, 4)
  const measurements: Measurement[] = []
  const parts = {
    dispatchers,
    limits,
    clock,
    circuit: alwaysClosed,
    budget: ownBudget(clock),
    slots: createSlots(4),
    recorder: { record: (measurement: Measurement) => void measurements.push(measurement) },
    attempts: options.attempts ?? 3,
    random: options.random ?? Math.random,
  }
  return {
    createClient: (client) => createClient(client, parts),
    tokens: ownTokens(clock),
    measurements,
    close: () => dispatchers.close(),
  }
}

const alwaysClosed: CircuitBreaker = {
  admit: async (operationClass) => ({ operationClass, generation: 0, probe: false, pauseMs: 0 }),
  report: async () => {},
}

/** The budget of rate-budget.ts within this process. */
function ownBudget(clock: Clock): RateBudget {
  const keys = new Map<string, { freeAt: number[]; blockedUntil: number }>()
  const stateOf = ({ key, capacity }: RateLimitRule) => {
    const state = keys.get(key) ?? { freeAt: Array<number>(capacity).fill(0), blockedUntil: 0 }
    keys.set(key, state)
    return state
  }
  return {
    async take(rule, _lane, { signal }) {
      const state = stateOf(rule)
      for (;;) {
        const now = clock.now().getTime()
        const slot = state.freeAt.findIndex((time) => time <= now)
        if (slot >= 0 && state.blockedUntil <= now) {
          state.freeAt[slot] = Number.POSITIVE_INFINITY
          return async () => {
            state.freeAt[slot] = clock.now().getTime() + windowMs(rule)
          }
        }
        const next = Math.max(state.blockedUntil, Math.min(...state.freeAt))
        await clock.sleep(Math.min(250, Math.max(1, next - now)), signal)
      }
    },
    async block(rule, ms) {
      const state = stateOf(rule)
      state.blockedUntil = Math.max(state.blockedUntil, clock.now().getTime() + ms)
    },
  }
}

function ownTokens(clock: Clock): TokenStore {
  let held: HeldToken | undefined
  let renewal: Promise<HeldToken> | undefined
  return {
    async get(options) {
      const known = await (renewal ?? held)
      if (known && isFresh(known, options, clock.now())) return known
      renewal ??= options
        .obtain(held ?? null)
        .then((token) => {
          held = { ...token, obtainedAt: clock.now() }
          return held
        })
        .finally(() => {
          renewal = undefined
        })
      return renewal
    },
  }
}
