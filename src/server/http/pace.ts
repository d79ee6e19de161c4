import type { RateLimitRule } from './types.ts'

/** How far two calls may drift together between our leave to go and the POS counting them (sockets, TLS, a busy loop). */
const driftMs = 100

/** A token bucket: `burst` calls at once, then one every `spacingMs`. */
export type Pace = { burst: number; spacingMs: number }

/**
 * The bucket that never breaks a vendor's rule.
 *
 * A bucket of `b` refilled every `s` milliseconds lets `b + floor(w / s)` calls through in a window of `w`. When the
 * vendor counts calls in any one second (`capacity` up to `perSecond`), that must not exceed `perSecond` for a second
 * plus drift; a bucket of ten refilled ten times a second would let twenty pass. A fifth is kept as burst, so that an
 * urgent call finds a token. When the vendor has a bucket itself (`capacity` above `perSecond`), ours is that bucket,
 * less the drift.
 */
export function paceOf(rule: RateLimitRule): Pace {
  const { capacity, perSecond } = rule
  if (capacity > perSecond) {
    const drift = (perSecond * driftMs) / 1000
    return { burst: Math.max(1, Math.floor(capacity - drift)), spacingMs: Math.ceil(1000 / perSecond) }
  }
  const limit = Math.floor(perSecond)
  const burst = Math.max(1, Math.min(Math.floor(capacity), Math.round(limit / 5)))
  return { burst, spacingMs: Math.floor((1000 + driftMs) / (limit - burst + 1)) + 1 }
}
