import type { AdapterErrorKind } from '../adapters/errors.ts'
import { kindPolicy } from '../adapters/errors.ts'
import type { Outcome } from './ports.ts'

/** When a circuit opens, for how long, and how it comes back. */
export const circuitRules = {
  /** So many failures, and at least half of the window's calls, open it. A 10 % fault rate practically never does. */
  failures: 5,
  /** A window lasts this long, but longer when calls are few or slow: five time-outs of 30 s count as well. */
  windowMs: 20_000,
  windowCalls: 5,
  longestWindowMs: 10 * 60_000,
  /**
   * Doubled with each opening in a row, up to what a store waits for at most once its POS is back: a call every two
   * minutes is no load on any POS, however long it is away.
   */
  openMs: 15_000,
  longestOpenMs: 2 * 60_000,
  /** Closed for so long, it starts at `openMs` again. */
  forgetMs: 10 * 60_000,
  /**
   * After a refused sign-in one call tries it again, four times as long after each refusal: a POS whose sign-in was out of
   * order for a while needs nobody's hand, and nobody is locked out for trying too often.
   */
  isolatedMs: 2 * 60_000,
  longestIsolatedMs: 60 * 60_000,
  /** A probe that says nothing for so long has died with its process. Above the longest attempt with its waits. */
  probeMs: 75_000,
} as const

/** @returns whether a window with these counts opens the circuit */
export function trips(counts: { succeeded: number; failed: number }): boolean {
  return counts.failed >= circuitRules.failures && counts.failed >= counts.succeeded
}

/**
 * Right after closing, calls come back slowly: a POS that has just recovered is not met by everything that waited.
 * @param closedForMs since it closed; null when it never opened
 * @returns how long each call waits before it goes
 */
export function pauseAfterClosing(closedForMs: number | null): number {
  if (closedForMs === null || closedForMs >= 60_000) return 0
  return closedForMs < 20_000 ? 1000 : 200
}

export type Verdict = 'success' | 'failure' | 'isolate' | 'ignore'

/**
 * What an outcome says about the POS: an answer we don't like is still an answer; asking for fewer calls says nothing.
 */
export function verdictOn(outcome: Outcome): Verdict {
  // Before a fresh token was tried, an ended one says nothing of the sign-in.
  if (outcome === 'abandoned' || outcome === 'rate_limited' || outcome === 'token_expired') return 'ignore'
  if (outcome === 'ok') return 'success'
  const policy = kindPolicy[outcome satisfies AdapterErrorKind]
  if (policy.isolates) return 'isolate'
  return policy.trips ? 'failure' : 'success'
}
