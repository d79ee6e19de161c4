import type { Lane } from './types.ts'

/** Part of the burst a lane leaves to those above it. */
const reserve: Record<Lane, number> = { orders: 0, stock: 0.1, catalogue: 0.2, history: 0.4 }

/** Tokens that must be there before a call of this lane may take one. Never more than the bucket holds. */
export function tokensNeeded(lane: Lane, burst: number): number {
  return Math.min(burst, 1 + reserve[lane] * burst)
}
