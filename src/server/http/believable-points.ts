import type { PointsTold, RateLimitRule } from './types.ts'

/** The dearest plan of a vendor holds some ten times what the usual one does; a hundred times is no plan but a mistake. */
const farthest = 100

/**
 * What an answer told of the bucket of points, if it can be true. The bucket is shared by all processes and outlives them:
 * one damaged figure believed would keep every call waiting for good.
 * @returns null for figures that cannot be, so that the call counts as what was held for it
 */
export function believablePoints(told: PointsTold | null, rule: RateLimitRule): PointsTold | null {
  if (told === null || !('points' in rule)) return null
  const { asked, spent, full, left, restorePerSecond } = told
  const near = (value: number, usual: number) => value >= usual / farthest && value <= usual * farthest
  const isCost = (value: number | null) => value === null || (value >= 0 && value <= full * farthest)
  const believable =
    near(full, rule.points) &&
    near(restorePerSecond, rule.restorePerSecond) &&
    Math.abs(left) <= full &&
    isCost(asked) &&
    isCost(spent)
  return believable ? told : null
}
