const windowMs = 60_000

const perMinute = new Map([
  ['/inventory', 200],
  ['/whoami', 200],
])

/** Calls a minute at an endpoint. */
export function allowedAt(path: string): number {
  return perMinute.get(path) ?? (path.startsWith('/reporting/') ? 60 : 120)
}

export type MinuteLimits = {
  /** Counts a call at `at` (epoch ms). @returns whether it is within the endpoint's limit */
  take(caller: string, path: string, at: number): boolean
}

/** Each caller has a sliding minute at each endpoint. */
export function createMinuteLimits(): MinuteLimits {
  const served = new Map<string, number[]>()
  return {
    take(caller, path, at) {
      const key = `${caller} ${path}`
      const recent = (served.get(key) ?? []).filter((moment) => moment > at - windowMs)
      served.set(key, recent)
      if (recent.length >= allowedAt(path)) return false
      recent.push(at)
      return true
    },
  }
}
