import { bulkhead } from 'cockatiel'
import type { Lane } from './types.ts'

/** Runs at most so many calls of a lane at a time; the rest wait their turn. */
export type Slots = <T>(lane: Lane, run: () => Promise<T>, signal: AbortSignal) => Promise<T>

/**
 * Slots of one connection. A POS that answers slowly fills its own and nobody else's, and each lane has its own, so that
 * an order doesn't wait for a catalogue.
 * @param perLane calls at a time in each lane
 */
export function createSlots(perLane: number): Slots {
  const lane = () => bulkhead(perLane, Number.POSITIVE_INFINITY)
  const lanes = { orders: lane(), stock: lane(), catalogue: lane(), history: lane() }
  return async (name, run, signal) => {
    try {
      return await lanes[name].execute(run, signal)
    } catch (error) {
      // Cancelled while waiting for a slot: the library's own error would hide the reason.
      signal.throwIfAborted()
      throw error
    }
  }
}
