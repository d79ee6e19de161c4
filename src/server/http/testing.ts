import type { Clock } from '../lib/clock.ts'
import { systemClock } from '../lib/clock.ts'
import { createClient } from './create-client.ts'
import { type HeldToken, isFresh } from './current-token.ts'
import { createDispatchers, defaultLimits, type HttpLimits } from './dispatchers.ts'
import type { Patience } from './patience.ts'
import type { CircuitBreaker, Measurement, RateBudget } from './ports.ts'
import { windowMs } from './rate-budget.ts'
import { createSlots } from './slots.ts'
import type { CallLimit, HttpClient, HttpClientOptions, PointLimit, TokenStore } from './types.ts'

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
  patience?: Patience
  budget?: RateBudget
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
    budget: options.budget ?? ownBudget(clock),
    slots: createSlots(4),
    recorder: { record: (measurement: Measurement) => void measurements.push(measurement) },
    attempts: options.attempts ?? 3,
    patience: options.patience ?? {},
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

type Meter = {
  take(cost: number): ReturnType<RateBudget['take']> | null
  waitMs(cost: number): number
}

/** The budget of rate-budget.ts within this process. */
function ownBudget(clock: Clock): RateBudget {
  const meters = new Map<string, Meter>()
  const blocks = new Map<string, number>()
  return {
    async take(rule, _lane, { signal, cost = 1 }) {
      const meter =
        meters.get(rule.key) ?? ('points' in rule ? ownPoints(rule, clock) : ownCalls(rule, clock))
      meters.set(rule.key, meter)
      for (;;) {
        const blockedMs = (blocks.get(rule.key) ?? 0) - clock.now().getTime()
        const release = blockedMs > 0 ? null : meter.take(cost)
        if (release) return release
        const waitMs = Math.max(blockedMs, meter.waitMs(cost))
        await clock.sleep(Math.min(250, Math.max(1, Math.ceil(waitMs))), signal)
      }
    },
    // Nobody else draws on the budget of a process's own.
    learn: async () => {},
    async block({ key }, ms) {
      blocks.set(key, Math.max(blocks.get(key) ?? 0, clock.now().getTime() + ms))
    },
  }
}

function ownCalls(rule: CallLimit, clock: Clock): Meter {
  const freeAt = Array<number>(rule.capacity).fill(0)
  return {
    take() {
      const slot = freeAt.findIndex((time) => time <= clock.now().getTime())
      if (slot < 0) return null
      freeAt[slot] = Number.POSITIVE_INFINITY
      return Promise.resolve(async () => {
        freeAt[slot] = clock.now().getTime() + windowMs(rule)
      })
    },
    waitMs: () => Math.min(...freeAt) - clock.now().getTime(),
  }
}

function ownPoints(rule: PointLimit, clock: Clock): Meter {
  let [full, restore, debt, held, settledAt] = [
    rule.points,
    rule.restorePerSecond,
    0,
    0,
    clock.now().getTime(),
  ]
  const owed = () => Math.max(0, debt - ((clock.now().getTime() - settledAt) / 1000) * restore)
  const missing = (cost: number) => owed() + held + Math.min(cost, full) - full
  return {
    take(cost) {
      if (missing(cost) > 0) return null
      held += cost
      return Promise.resolve(async (told) => {
        held -= cost
        debt = Math.max(owed() + (told ? (told.spent ?? 0) : cost), told ? told.full - told.left - held : 0)
        settledAt = clock.now().getTime()
        full = told?.full ?? full
        restore = told?.restorePerSecond ?? restore
      })
    },
    waitMs: (cost) => (missing(cost) / restore) * 1000,
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
