import type { Queryable } from '#server/db/transaction.ts'
import { AdapterError } from '../adapters/errors.ts'
import type { Clock } from '../lib/clock.ts'
import { dropLapsedHolds, ensureBucket, readPointsWait, settlePoints, takePoints } from './points-queries.ts'
import type { RateBudget } from './ports.ts'
import { blockKey, ensureSlots, holdAllBut, readWait, releaseSlot, takeSlot } from './rate-queries.ts'
import type { CallLimit, Lane, PointLimit, PointsTold, RateLimitRule } from './types.ts'

/** Those who wait look at least so often: a call that is under way may end sooner than its slot says. */
const lookEveryMs = 250

type Release = (told?: PointsTold | null) => Promise<void>

/** One way of counting: takes leave for a call, or tells how long to wait for it. */
type Meter = {
  ensure(): Promise<void>
  take(): Promise<Release | null>
  wait(): Promise<{ blockedMs: number; freeMs: number }>
}

/**
 * What a vendor allows, shared by all processes through PostgreSQL and its clock.
 *
 * A rule of `capacity` calls in a window has as many slots. A call holds one from before it leaves until a window after
 * its answer came. The vendor counted it somewhere in between, so all calls it counts within one window hold slots at
 * the same moment, and there are never more than `capacity`: however slow the network, the POS or this machine is. (A
 * token bucket only counts departures; calls that are held up on their way arrive together and break the rule.)
 *
 * A rule of points is kept the same way: what a call may cost at most is held while it runs, and what it did cost begins
 * to come back when its answer is there. What is held and owed together is never less than what the vendor counts.
 * @param options.leaseMs how long a call is held at most, for the case that its process dies; above the longest attempt
 * @param options.random numbers in [0, 1), so that those who wait don't look in step
 */
export function createRateBudget(options: {
  db: Queryable
  clock: Clock
  leaseMs: number
  random: () => number
  /** Told once of every rule that is used. */
  noteUse?: (rule: RateLimitRule) => Promise<void>
}): RateBudget {
  const { db, clock, leaseMs, random, noteUse } = options
  const ensured = new Set<string>()
  return {
    async take(rule, lane, { deadline, signal, cost = 1, onWait }) {
      const meter = 'points' in rule ? points(db, rule, lane, cost, leaseMs) : calls(db, rule, lane, leaseMs)
      if (!ensured.has(rule.key)) {
        await meter.ensure()
        await noteUse?.(rule)
      }
      ensured.add(rule.key)
      let since: number | null = null
      for (;;) {
        const release = await meter.take()
        if (release) {
          if (since !== null) onWait?.(Math.round(performance.now() - since))
          return release
        }
        since ??= performance.now()
        const { blockedMs, freeMs } = await meter.wait()
        const left = deadline.getTime() - clock.now().getTime()
        if (blockedMs > left || left <= 0) throw noCallBefore(Math.max(blockedMs, freeMs))
        const wait = Math.max(1, blockedMs, Math.min(freeMs, lookEveryMs))
        await clock.sleep(wait + Math.ceil(random() * 10), signal)
      }
    },
    block: (rule, ms) => blockKey(db, rule.key, ms),
    async learn(rule, { remaining, resetMs }) {
      // Points tell of themselves; as many left as there are slots is no news.
      if ('points' in rule || remaining >= rule.capacity) return
      await holdAllBut(db, rule.key, remaining, resetMs ?? windowMs(rule))
    },
  }
}

function calls(db: Queryable, rule: CallLimit, lane: Lane, leaseMs: number): Meter {
  return {
    ensure: () => ensureSlots(db, rule),
    async take() {
      const slot = await takeSlot(db, rule, lane, leaseMs + windowMs(rule))
      return slot && (() => releaseSlot(db, rule.key, slot, windowMs(rule)))
    },
    wait: () => readWait(db, rule, lane),
  }
}

function points(db: Queryable, rule: PointLimit, lane: Lane, cost: number, leaseMs: number): Meter {
  return {
    ensure: () => ensureBucket(db, rule),
    async take() {
      const hold = await takePoints(db, rule.key, lane, cost, leaseMs)
      return hold && ((told) => settlePoints(db, hold, told ?? null))
    },
    async wait() {
      await dropLapsedHolds(db, rule.key)
      return readPointsWait(db, rule.key, lane, cost)
    },
  }
}

/** @returns the window in which `capacity` calls are allowed */
export function windowMs({ capacity, perSecond }: CallLimit): number {
  return Math.ceil((capacity / perSecond) * 1000)
}

function noCallBefore(waitMs: number): AdapterError {
  const seconds = Math.ceil(waitMs / 1000)
  return new AdapterError(
    'rate_limited',
    `The POS allows no further call for ${seconds} s. Cairn goes on then.`,
    {
      retryAfterMs: waitMs,
    },
  )
}
