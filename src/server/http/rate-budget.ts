import type { Queryable } from '#server/db/transaction.ts'
import { AdapterError } from '../adapters/errors.ts'
import type { Clock } from '../lib/clock.ts'
import type { RateBudget } from './ports.ts'
import { blockKey, ensureSlots, readWait, releaseSlot, takeSlot } from './rate-queries.ts'
import type { RateLimitRule } from './types.ts'

/** Those who wait look at least so often: a call that is under way may end sooner than its slot says. */
const lookEveryMs = 250

/**
 * The calls a vendor allows, shared by all processes through PostgreSQL and its clock.
 *
 * A rule of `capacity` calls in a window has as many slots. A call holds one from before it leaves until a window after
 * its answer came. The vendor counted it somewhere in between, so all calls it counts within one window hold slots at
 * the same moment, and there are never more than `capacity`: however slow the network, the POS or this machine is. (A
 * token bucket only counts departures; calls that are held up on their way arrive together and break the rule.)
 * @param options.leaseMs how long a slot is held at most, for the case that its process dies; above the longest attempt
 * @param options.random numbers in [0, 1), so that those who wait don't look in step
 */
export function createRateBudget(options: {
  db: Queryable
  clock: Clock
  leaseMs: number
  random: () => number
}): RateBudget {
  const { db, clock, leaseMs, random } = options
  const ensured = new Set<string>()
  return {
    async take(rule, lane, { deadline, signal }) {
      if (!ensured.has(rule.key)) await ensureSlots(db, rule)
      ensured.add(rule.key)
      for (;;) {
        const slot = await takeSlot(db, rule, lane, leaseMs + windowMs(rule))
        if (slot) return () => releaseSlot(db, rule.key, slot, windowMs(rule))
        const { blockedMs, slotMs } = await readWait(db, rule, lane)
        const left = deadline.getTime() - clock.now().getTime()
        if (blockedMs > left || left <= 0) throw noCallBefore(Math.max(blockedMs, slotMs))
        const wait = Math.max(1, blockedMs, Math.min(slotMs, lookEveryMs))
        await clock.sleep(wait + Math.ceil(random() * 10), signal)
      }
    },
    block: (rule, ms) => blockKey(db, rule.key, ms),
  }
}

/** @returns the window in which `capacity` calls are allowed */
export function windowMs({ capacity, perSecond }: RateLimitRule): number {
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
