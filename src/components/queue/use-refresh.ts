'use client'
import { useLiveState } from '#trpc/live-updates.tsx'

/** While the live stream is down. */
const pollMs = 5_000
/** What nobody tells of: a worker that died, counts pg-boss takes. */
const quietMs = 30_000

/**
 * How often what the queue shows is asked for anew, in ms, beside what the live stream says: workers speak whenever jobs
 * move, at most once a second.
 */
export function useRefresh(): number {
  return useLiveState().connected ? quietMs : pollMs
}
