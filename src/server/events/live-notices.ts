import type { Clock } from '#server/lib/clock.ts'
import type { LiveHub } from './live-hub.ts'
import type { LiveNotice } from './notify-live.ts'

/** A busy run speaks with every page; four times a second is as fast as anybody can read. */
const everyMs = 250

/**
 * The notices of a hub as they come, each subject (a run, a connection …) at most four times a second: what comes
 * faster is told once. Ends when the signal is aborted.
 */
export async function* liveNotices(
  hub: LiveHub,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<LiveNotice> {
  const waiting = new Map<string, LiveNotice>()
  let wake = Promise.withResolvers<void>()
  const remove = hub.add((notice) => {
    waiting.set(`${notice.topic} ${notice.id}`, notice)
    wake.resolve()
  })
  const end = () => wake.resolve()
  signal.addEventListener('abort', end, { once: true })
  try {
    while (!signal.aborted) {
      await wake.promise
      wake = Promise.withResolvers()
      const notices = [...waiting.values()]
      waiting.clear()
      yield* notices
      await clock.sleep(everyMs, signal).catch(() => undefined)
    }
  } finally {
    signal.removeEventListener('abort', end)
    remove()
  }
}
