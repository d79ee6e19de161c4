import { AdapterError, kindPolicy } from '#server/adapters/errors.ts'
import { mostAttempts, retryDelay } from './retry-delay.ts'
import type { Verdict } from './verdict.ts'

/** When it is tried again where what is in the way has an end of its own: a sync that is under way. */
const soonMs = 10_000

/** A refused sign-in waits for a person, however long; every hour is often enough to look. */
const signInMs = 3_600_000

/**
 * What follows for a delivery from what went wrong with it. A sign-in that is refused is no fault of the delivery: it
 * waits until that is corrected. What can't pass is dead at once; all else is tried for about a day.
 */
export function judgeDelivery(
  error: unknown,
  delivery: { attempts: number },
  now: Date,
  random: number,
): Verdict {
  const known = error instanceof AdapterError ? error : null
  const errorKind = known?.kind ?? 'failed'
  const errorMessage =
    known?.message ?? 'Something failed in Cairn while this was applied; the log says what.'
  const policy = known && kindPolicy[known.kind]
  const after = (ms: number) => new Date(now.getTime() + ms)
  if (policy?.class === 'authentication') {
    return { state: 'waiting', nextAttemptAt: after(signInMs), counted: false, errorKind, errorMessage }
  }
  if (policy && !policy.retry) return { state: 'dead', effects: [], errorKind, errorMessage }
  if (delivery.attempts + 1 >= mostAttempts) {
    const words = `Given up after ${delivery.attempts + 1} tries over a day. The last one: ${errorMessage}`
    return { state: 'dead', effects: [], errorKind, errorMessage: words }
  }
  const delay = retryDelay(delivery.attempts, random, known?.retryAfterMs)
  return { state: 'waiting', nextAttemptAt: after(delay), counted: true, errorKind, errorMessage }
}

/** A sync of this kind of record is under way and may be past the change: another one follows. */
export function waitForSync(now: Date): Verdict {
  return {
    state: 'waiting',
    nextAttemptAt: new Date(now.getTime() + soonMs),
    counted: false,
    errorKind: null,
    errorMessage: null,
  }
}
