/**
 * Waits between tries with decorrelated jitter: each lies between `initialMs` and three times the one before, at most
 * `capMs`. Clients that failed together don't come back together, and no wait is near zero.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * @returns a function giving the next wait in milliseconds; `random` gives numbers in [0, 1)
 */
export function createBackoff(options: {
  initialMs: number
  capMs: number
  random: () => number
}): () => number {
  const { initialMs, capMs, random } = options
  let previous = initialMs
  return () => {
    previous = Math.min(capMs, Math.round(initialMs + random() * (previous * 3 - initialMs)))
    return previous
  }
}
