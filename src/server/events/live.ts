import { env } from '#env'
import { pool } from '#server/db/pool.ts'
import { systemClock } from '#server/lib/clock.ts'
import { logger } from '#server/lib/logger.ts'
import type { Bus } from './bus.ts'
import { createLiveHub, type LiveHub } from './live-hub.ts'
import type { LiveNotice } from './notify-live.ts'
import { createPostgresBus } from './postgres-bus.ts'

const shared = globalThis as typeof globalThis & { cairnLiveHub?: LiveHub }

const bus: Bus = createPostgresBus({
  pool,
  clock: systemClock,
  hub: () => {
    shared.cairnLiveHub ??= createLiveHub(env.DATABASE_URL, systemClock, Math.random)
    return shared.cairnLiveHub
  },
  onError: (error, name) => logger.warn({ error, subscriber: name }, 'a subscriber failed and tries again'),
})

/** Notices of all organisations as they come; the caller lets through what its reader may see. */
export function subscribeLive(signal: AbortSignal): AsyncIterable<LiveNotice> {
  return bus.live(() => true, signal)
}

/** Starts the durable subscriptions of a worker. @returns stops them all */
export function startSubscribers(
  subscribers: readonly { name: string; types: readonly string[]; handle: Parameters<Bus['subscribe']>[2] }[],
): () => Promise<void> {
  const stops = subscribers.map(({ name, types, handle }) => bus.subscribe(name, { types }, handle))
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
  }
}
