import type { Pool } from 'pg'
import type { Clock } from '#server/lib/clock.ts'
import type { Bus, BusFilter, BusHandler } from './bus.ts'
import type { LiveHub } from './live-hub.ts'
import { liveNotices } from './live-notices.ts'
import { readBatch, registerReader } from './read-batch.ts'
import { type Fence, isSettled, takeFence } from './settled-position.ts'

/** Between two looks at the log when there is nothing to do: two index look-ups. */
const idleMs = 1_000
/** After a handler failed. */
const failedMs = 5_000

export type PostgresBusOptions = {
  pool: Pool
  /** Listens from the first call on: processes without screens need none. */
  hub: () => LiveHub
  clock: Clock
  /** Hears of handlers that failed; they are tried again. */
  onError: (error: unknown, name: string) => void
}

/** The bus on the event log itself: readers keep positions in `event_reader`, screens hear of LISTEN/NOTIFY. */
export function createPostgresBus({ pool, hub, clock, onError }: PostgresBusOptions): Bus {
  async function follow(name: string, filter: BusFilter, handler: BusHandler, signal: AbortSignal) {
    let fence: Fence | null = null
    while (!signal.aborted) {
      let waitMs = idleMs
      try {
        fence ??= await begin(pool, name)
        if (fence && (await isSettled(pool, fence))) {
          const outcome = await readBatch(pool, name, filter, fence.position, handler)
          if (outcome === 'more') waitMs = 0
          else fence = null
        }
      } catch (error) {
        if (!signal.aborted) onError(error, name)
        waitMs = failedMs
      }
      if (waitMs > 0) await clock.sleep(waitMs, signal).catch(() => undefined)
    }
  }
  return {
    subscribe(name, filter, handler) {
      const stopping = new AbortController()
      const following = follow(name, filter, handler, stopping.signal)
      return () => {
        stopping.abort()
        return following
      }
    },
    async *live(wants, signal) {
      for await (const notice of liveNotices(hub(), clock, signal)) if (wants(notice)) yield notice
    },
  }
}

async function begin(pool: Pool, name: string): Promise<Fence | null> {
  await registerReader(pool, name)
  return takeFence(pool, name)
}
