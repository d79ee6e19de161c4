import type { PoolClient } from 'pg'
import type { LiveNotice } from './notify-live.ts'
import type { StoredEvent } from './read-event.ts'

/** An event as subscribers get it: data in its newest schema version. */
export type BusEvent = StoredEvent & {
  /** Place in the log; a decimal in text. */
  position: string
  id: string
  organizationId: string
  storeId: string | null
  connectionId: string | null
  stream: string
  version: number
  cause: unknown
  correlationId: string | null
  occurredAt: Date
}

/** Types a subscriber wants; those of others are passed over. Absent: all. */
export type BusFilter = { types?: readonly string[] }

/**
 * Works on a batch of events in the order of the log, at least once each. What it writes through `tx` is committed
 * together with the reader's new position: such effects happen exactly once. Others must bear repeating.
 */
export type BusHandler = (tx: PoolClient, events: BusEvent[]) => Promise<void>

/**
 * Where events go once they are committed. `docs/events.md` says what another implementation has to hold.
 */
export type Bus = {
  /**
   * Durable: `name` keeps its place in the log over restarts, and only one process at a time works for a name.
   * Never misses an event and never takes one of a stream before an earlier one of it.
   * @returns stops it; resolves when the batch in hand is done
   */
  subscribe(name: string, filter: BusFilter, handler: BusHandler): () => Promise<void>
  /** For screens, in this process: that something changed, from now on; what is said while nobody listens is lost. */
  live(wants: (notice: LiveNotice) => boolean, signal: AbortSignal): AsyncIterable<LiveNotice>
}
