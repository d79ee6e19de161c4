import { z } from 'zod'
import type { Adapter } from '#server/adapters/contract.ts'
import { adapterFor as registered } from '#server/adapters/lookup.ts'
import type { Queryable } from '#server/db/transaction.ts'
import type { Clock } from '#server/lib/clock.ts'
import { createBatcher } from './batcher.ts'
import { type Line, loadLines } from './load-lines.ts'

export type LineCache = { find(vendor: string, connectionId: string): Promise<Line | null> }

const idSchema = z.uuid()

/** How long a change of a connection or a secret may take to reach the door. */
const keptMs = 5_000

/** From then on it is looked up again while what is known still serves: nobody waits for a look-up of what is asked for often. */
const renewedMs = 2_500

/** Ids are anybody's to make up: what is remembered of them is bounded. */
const mostKept = 5_000

/** So are those that wait to be looked up; more come when somebody makes ids up. */
const mostLooking = 2_000

type Known = { line: Promise<Line | null>; loadedAt: number; renewing: boolean }

/**
 * Finds connections that may be sent notices, with their secrets opened once and kept in memory for seconds. A paused
 * connection is found: what comes meanwhile is worked on when it is resumed.
 */
export function createLineCache(parts: {
  db: Queryable
  clock: Clock
  adapterFor?: (vendor: string) => Adapter
}): LineCache {
  const { db, clock, adapterFor = registered } = parts
  const known = new Map<string, Known>()
  // After a pause, or a start, all connections are asked for at once.
  const looking = createBatcher({
    capacity: mostLooking,
    most: 200,
    flush: (ids: string[]) => loadLines(db, adapterFor, ids),
  })

  async function load(connectionId: string): Promise<Line | null> {
    const line = await looking.add(connectionId)
    if (line instanceof Error) throw line
    return line
  }

  function look(connectionId: string, loadedAt: number): Known {
    const entry: Known = { line: load(connectionId), loadedAt, renewing: false }
    // What could not be looked up is looked up again by the next.
    entry.line.catch(() => known.get(connectionId) === entry && known.delete(connectionId))
    return entry
  }

  function keep(connectionId: string, entry: Known): void {
    known.delete(connectionId)
    known.set(connectionId, entry)
    const [oldest] = known.keys()
    if (known.size > mostKept && oldest !== undefined) known.delete(oldest)
  }

  return {
    async find(vendor, connectionId) {
      const now = clock.now().getTime()
      let entry = known.get(connectionId)
      if (!entry || now >= entry.loadedAt + keptMs) {
        if (!idSchema.safeParse(connectionId).success) return null
        entry = look(connectionId, now)
        keep(connectionId, entry)
      } else if (now >= entry.loadedAt + renewedMs && !entry.renewing) {
        entry.renewing = true
        const renewed = look(connectionId, now)
        // A failed one is left to whoever comes when the time is over.
        renewed.line.then(
          () => keep(connectionId, renewed),
          () => undefined,
        )
      }
      const line = await entry.line
      return line?.vendor === vendor ? line : null
    },
  }
}
