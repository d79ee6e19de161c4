import type { CallLimit } from '../../http/types.ts'

/** Calls a minute for each endpoint and key: https://api.pos.dutchie.com/pages/rate-limits.html */
export const REPORTING_PER_MINUTE = 60
export const IDENTITY_PER_MINUTE = 200
export const STANDARD_PER_MINUTE = 120

/** A third of a minute's calls may leave at once; no minute ever sees more than all of them. */
const WINDOWS_A_MINUTE = 3

/** @param key who shares it: one endpoint of one location */
export function ruleOf(key: string, perMinute: number): CallLimit {
  return { key, capacity: Math.floor(perMinute / WINDOWS_A_MINUTE), perSecond: perMinute / 60 }
}
