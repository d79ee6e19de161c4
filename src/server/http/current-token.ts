import type { Token } from './types.ts'

/** A token and when it was obtained, so that its lifetime is known. */
export type HeldToken = Token & { obtainedAt: Date }

/**
 * Whether a token is still to be used. It is renewed `earlyMs` before its end, but not before the last tenth of its
 * life: a token that lives a minute is not renewed on every call.
 */
export function isFresh(
  token: HeldToken,
  options: { earlyMs: number; rejected?: string },
  now: Date,
): boolean {
  if (token.value === options.rejected) return false
  const lifetime = token.expiresAt.getTime() - token.obtainedAt.getTime()
  const early = Math.min(options.earlyMs, lifetime / 10)
  return token.expiresAt.getTime() - early > now.getTime()
}

/** Whether a token that should be renewed may serve while the POS can't give a new one. */
export function isUsable(token: HeldToken, options: { rejected?: string }, now: Date): boolean {
  return token.value !== options.rejected && token.expiresAt > now
}
