import type { Clock } from '../world/types.ts'

/** The standard plan, as every recorded answer has it: twenty seconds' worth. Points, and points a second. */
export const plan = { maximumAvailable: 2000, restoreRate: 100 }

/** Above it a query is refused however full the bucket is. */
export const mostPerQuery = 1000

export type Status = typeof plan & { currentlyAvailable: number }

/** A leaking bucket for each app in each shop. */
export type Budget = {
  /** Takes the points, or refuses and takes none. */
  take(key: string, points: number): boolean
  giveBack(key: string, points: number): void
  status(key: string): Status
}

/** @param limited while it says no, everything is let through */
export function createBudget(clock: Clock, limited: () => boolean): Budget {
  const buckets = new Map<string, { points: number; at: number }>()
  const fill = (key: string) => {
    const at = clock.now().getTime()
    const known = buckets.get(key) ?? { points: plan.maximumAvailable, at }
    const restored = ((at - known.at) / 1000) * plan.restoreRate
    const bucket = { points: Math.min(plan.maximumAvailable, known.points + restored), at }
    buckets.set(key, bucket)
    return bucket
  }
  return {
    take(key, points) {
      const bucket = fill(key)
      if (!limited()) return true
      if (bucket.points < points) return false
      bucket.points -= points
      return true
    },
    giveBack(key, points) {
      const bucket = fill(key)
      bucket.points = Math.min(plan.maximumAvailable, bucket.points + points)
    },
    status: (key) => ({ ...plan, currentlyAvailable: Math.floor(fill(key).points) }),
  }
}
