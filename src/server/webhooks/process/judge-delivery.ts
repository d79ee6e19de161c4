import { AdapterError, kindPolicy } from '#server/adapters/errors.ts'
import { mostAttempts, retryDelay } from './retry-delay.ts'
import type { Verdict } from './verdict.ts'

/** When it is tried again where what is in the way has an end of its own: a sync that is under way. */
const soonMs = 10_000

/**
 * A refused sign-in waits until it is taken again, however long: looked at after two minutes, then half as long again each
 * time, every hour at last. While calls are paused for it (`http/circuit-rules.ts`) a look costs none.
 */
const [soonestSignInMs, latestSignInMs] = [120_000, 3_600_000]

/** What is known of a delivery that went wrong: tries so far, and when it came. */
export type Tried = { attempts: number; receivedAt: Date }

/**
 * What follows for a delivery from what went wrong with it. A sign-in that is refused is no fault of the delivery: it
 * waits until that is corrected. What can't pass is dead at once; all else is tried for about a day.
 */
export function judgeDelivery(error: unknown, delivery: Tried, now: Date, random: number): Verdict {
  const known = error instanceof AdapterError ? error : null
  const errorKind = known?.kind ?? 'failed'
  const errorMessage =
    known?.message ?? 'Something failed in Cairn while this was applied; the log says what.'
  const policy = known && kindPolicy[known.kind]
  const after = (ms: number) => new Date(now.getTime() + ms)
  if (policy?.class === 'authentication') {
    const waited = now.getTime() - delivery.receivedAt.getTime()
    const wait = Math.min(latestSignInMs, Math.max(soonestSignInMs, waited / 2))
    return { state: 'waiting', nextAttemptAt: after(wait), counted: false, errorKind, errorMessage }
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
