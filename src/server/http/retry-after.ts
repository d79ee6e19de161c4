/** A day: more is taken for a mistake of the server. */
const longest = 24 * 60 * 60 * 1000

/**
 * Reads a Retry-After header: seconds or an HTTP date (RFC 9110 §10.2.3).
 * @returns milliseconds to wait from `now`, never negative; undefined when the header is missing or unreadable
 */
export function parseRetryAfter(value: string | null, now: Date): number | undefined {
  if (value === null || value.trim() === '') return undefined
  const text = value.trim()
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime()
  if (Number.isNaN(ms)) return undefined
  return Math.min(longest, Math.max(0, Math.ceil(ms)))
}
