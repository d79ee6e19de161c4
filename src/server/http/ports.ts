import type { AdapterErrorKind } from '../adapters/errors.ts'
import type { CallsTold } from './rate-headers.ts'
import type { Lane, PointsTold, RateLimitRule } from './types.ts'

/** What the common client needs from its surroundings. The real parts keep their state in PostgreSQL. */

/** Leave to make one call. `probe`: the circuit was open and this call decides whether it closes. */
export type Admission = { operationClass: string; generation: number; probe: boolean; pauseMs: number }

/** `abandoned`: the call never reached the POS, so it says nothing about it. */
export type Outcome = 'ok' | AdapterErrorKind | 'abandoned'

export type CircuitBreaker = {
  /** @throws {AdapterError} `unavailable` while open, `unauthenticated` while isolated */
  admit(operationClass: string): Promise<Admission>
  /** Every admission is reported exactly once. */
  report(admission: Admission, outcome: Outcome): Promise<void>
}

export type RateBudget = {
  /**
   * Resolves when one call may go out.
   * @param call.cost points it may take at most; of no concern to a rule that counts calls
   * @param call.onWait told how long it had to wait, milliseconds, when leave was not given at once
   * @returns to be called when its answer has come, with what it told of the bucket, or when none will
   * @throws {AdapterError} `rate_limited` when it can't before the deadline
   */
  take(
    rule: RateLimitRule,
    lane: Lane,
    call: { deadline: Date; signal: AbortSignal; cost?: number; onWait?: (ms: number) => void },
  ): Promise<(told?: PointsTold | null) => Promise<void>>
  /** Nobody calls under this rule's key for `ms`: the POS asked for it. */
  block(rule: RateLimitRule, ms: number): Promise<void>
  /** The POS has said how many calls are left: where that is fewer than thought, no more go out until it resets. */
  learn(rule: RateLimitRule, told: CallsTold): Promise<void>
}

/** One attempt of one call; what charts and detectors are made of. */
export type Measurement = {
  operation: string
  outcome: 'ok' | AdapterErrorKind
  /** HTTP status; null when no answer came. */
  status: number | null
  milliseconds: number
  /** 1 for the first try. */
  attempt: number
  lane: Lane
  /** How long the call had to wait for the budget, milliseconds; 0 when it could leave at once. */
  waitedMs: number
  occurredAt: Date
}

export type Recorder = { record(measurement: Measurement): void }
