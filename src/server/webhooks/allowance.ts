import type { Allowance } from './read-capped.ts'

/** Memory for so many bytes, given out first come, first served. */
export function createAllowance(most: number): Allowance {
  let taken = 0
  return {
    take(bytes) {
      if (taken + bytes > most) return false
      taken += bytes
      return true
    },
    give(bytes) {
      taken -= bytes
    },
  }
}
