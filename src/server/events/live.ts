import { env } from '#env'
import { systemClock } from '#server/lib/clock.ts'
import { createLiveHub, type LiveHub } from './live-hub.ts'
import { liveNotices } from './live-notices.ts'
import type { LiveNotice } from './notify-live.ts'

const shared = globalThis as typeof globalThis & { cairnLiveHub?: LiveHub }

/** Notices of all organisations as they come; the caller lets through what its reader may see. */
export function subscribeLive(signal: AbortSignal): AsyncIterable<LiveNotice> {
  shared.cairnLiveHub ??= createLiveHub(env.DATABASE_URL, systemClock, Math.random)
  return liveNotices(shared.cairnLiveHub, systemClock, signal)
}
