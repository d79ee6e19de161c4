import type { Lane } from './types.ts'

/** Part of the vendor's capacity a lane leaves to those above it. */
const reserve: Record<Lane, number> = { orders: 0, stock: 0.1, catalogue: 0.2, history: 0.4 }

/** Of calls that don't say. */
export const defaultLane: Lane = 'catalogue'

/** @returns the part of a vendor's capacity that calls of this lane must leave alone */
export function reservedPart(lane: Lane): number {
  return reserve[lane]
}

/** @returns how many slots calls of this lane must leave alone; at least one is always left to them */
export function reservedSlots(lane: Lane, capacity: number): number {
  return Math.min(capacity - 1, Math.floor(reserve[lane] * capacity))
}
