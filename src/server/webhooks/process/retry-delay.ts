const firstMs = 5_000
const longestMs = 2 * 3_600_000

/** With the delays below, the last try is about a day after the first. */
export const mostAttempts = 22

/**
 * How long a delivery that could not be applied waits: twice as long each time, up to two hours, between half and all of
 * it, and never shorter than the POS asked for.
 * @param attempts tries so far
 * @param random uniform in [0, 1)
 * @returns milliseconds
 */
export function retryDelay(attempts: number, random: number, retryAfterMs = 0): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.min(attempts, 20))
  return Math.max(retryAfterMs, Math.round(whole * (0.5 + random / 2)))
}
