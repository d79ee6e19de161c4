import type { Clock } from '../lib/clock.ts'
import type { Dispatchers, HttpLimits } from './dispatchers.ts'
import type { Patience } from './patience.ts'
import type { CircuitBreaker, RateBudget, Recorder } from './ports.ts'
import type { Slots } from './slots.ts'

/** What every client of a connection shares. */
export type ClientParts = {
  dispatchers: Dispatchers
  circuit: CircuitBreaker
  budget: RateBudget
  slots: Slots
  recorder: Recorder
  clock: Clock
  limits: HttpLimits
  /** Tries of a repeatable request, the first included, where nobody says otherwise. */
  attempts: number
  /** What people have set for the connection. */
  patience: Patience
  /** Numbers in [0, 1). */
  random: () => number
  /** Ends every call of the connection, e.g. when its run is cancelled. */
  signal?: AbortSignal
}
