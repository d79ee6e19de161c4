const windowMs = 1000

/** Counts calls in a sliding second per key. */
export type RateCounter = {
  /** Counts a call at `at` (epoch ms). @returns whether it is within the limit */
  take(key: string, at: number): boolean
  /** The most calls any key made within a second, refused ones too. */
  max(): number
  reset(): void
}

/** `limit()` is asked at each call; null lets everything through and still counts. */
export function createRateCounter(limit: () => number | null): RateCounter {
  const calls = new Map<string, number[]>()
  const accepted = new Map<string, number[]>()
  let most = 0

  const within = (log: Map<string, number[]>, key: string, at: number) => {
    const recent = (log.get(key) ?? []).filter((moment) => moment > at - windowMs)
    log.set(key, recent)
    return recent
  }

  return {
    take(key, at) {
      const all = within(calls, key, at)
      all.push(at)
      most = Math.max(most, all.length)
      const served = within(accepted, key, at)
      const allowed = limit()
      if (allowed !== null && served.length >= allowed) return false
      served.push(at)
      return true
    },
    max: () => most,
    reset() {
      calls.clear()
      accepted.clear()
      most = 0
    },
  }
}
