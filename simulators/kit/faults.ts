import { z } from 'zod'
import type { Random } from '../world/random.ts'

const rate = z.number().min(0).max(1)

/**
 * Rates are the share of requests hit; `slowMs` in milliseconds, the others in seconds.
 * `slowRate` holds back the whole answer, `slowBodyRate` the second half of its body.
 */
export const faultSettingsSchema = z.strictObject({
  serverErrorRate: rate,
  rateLimitRate: rate,
  slowRate: rate,
  slowBodyRate: rate,
  slowMs: z.number().int().min(0).max(120_000),
  cutRate: rate,
  truncateRate: rate,
  htmlRate: rate,
  dropRate: rate,
  /** Sent with a 429; null sends none. */
  retryAfterSeconds: z.number().int().min(0).max(3600).nullable(),
  tokenLifetimeSeconds: z.number().int().min(1).max(86_400),
  /** What one record alone has in the vendor's answers: each that holds it is a 500 instead. */
  brokenBy: z.string().min(1).nullable(),
})
export type FaultSettings = z.infer<typeof faultSettingsSchema>

export const noFaults: FaultSettings = {
  serverErrorRate: 0,
  rateLimitRate: 0,
  slowRate: 0,
  slowBodyRate: 0,
  slowMs: 3000,
  cutRate: 0,
  truncateRate: 0,
  htmlRate: 0,
  dropRate: 0,
  retryAfterSeconds: null,
  tokenLifetimeSeconds: 7200,
  brokenBy: null,
}

/**
 * `drop`: the line goes dead before a byte. `cut`: in the middle of the body. `truncate`: a whole answer whose JSON ends
 * early. `slow-body`: the second half of the body is long in coming.
 */
export type Fault =
  | 'none'
  | 'drop'
  | 'server-error'
  | 'rate-limit'
  | 'html'
  | 'truncate'
  | 'cut'
  | 'slow-body'

export type FaultDraw = { fault: Fault; delayMs: number; serverErrorStatus: number }

/** Decides what happens to one request. Always draws as often, so that one rate doesn't shift the others. */
export function drawFault(random: Random, settings: FaultSettings): FaultDraw {
  const candidates: [Fault, number][] = [
    ['drop', settings.dropRate],
    ['server-error', settings.serverErrorRate],
    ['rate-limit', settings.rateLimitRate],
    ['html', settings.htmlRate],
    ['truncate', settings.truncateRate],
    ['cut', settings.cutRate],
    ['slow-body', settings.slowBodyRate],
  ]
  const hits = candidates.filter(([, share]) => random.chance(share))
  return {
    fault: hits[0]?.[0] ?? 'none',
    delayMs: random.chance(settings.slowRate) ? settings.slowMs : 0,
    serverErrorStatus: random.pick([500, 502, 503]),
  }
}
