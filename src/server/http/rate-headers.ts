/** What an answer's headers tell of the calls that are left. */
export type CallsTold = {
  remaining: number
  /** Until there are more again; null when it doesn't say. */
  resetMs: number | null
}

/** A day: more is taken for a mistake of the server. */
const longest = 24 * 60 * 60 * 1000

/**
 * Reads what is left out of the headers in use: `RateLimit` in both its forms and `RateLimit-Remaining` of the drafts
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/), `X-RateLimit-Remaining` and
 * `X-Rate-Limit-Remaining` of habit. A reset is seconds from now, seconds or milliseconds since 1970, or a date.
 * @returns null when they say nothing that can be read
 */
export function readRateHeaders(headers: Headers, now: Date): CallsTold | null {
  const combined = headers.get('ratelimit') ?? ''
  const remaining = numberIn(
    first(/(?:^|[;,\s])(?:remaining|r)=(\d+)/i.exec(combined)) ?? single(headers, 'remaining'),
  )
  if (remaining === null) return null
  const reset = first(/(?:^|[;,\s])(?:reset|t)=(\d+)/i.exec(combined)) ?? single(headers, 'reset')
  return { remaining, resetMs: resetIn(reset, now) }
}

const first = (match: RegExpExecArray | null) => match?.[1] ?? null

function single(headers: Headers, name: string): string | null {
  const prefixes = ['ratelimit', 'x-ratelimit', 'x-rate-limit']
  return prefixes.map((prefix) => headers.get(`${prefix}-${name}`)).find((value) => value !== null) ?? null
}

function numberIn(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null
}

function resetIn(text: string | null, now: Date): number | null {
  if (text === null || text.trim() === '') return null
  const value = /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : null
  if (value === null) return within(Date.parse(text) - now.getTime())
  if (value > 1e11) return within(value - now.getTime())
  return within(value > 1e9 ? value * 1000 - now.getTime() : value * 1000)
}

function within(ms: number): number | null {
  return Number.isNaN(ms) ? null : Math.min(longest, Math.max(0, Math.ceil(ms)))
}
