import type { Clock } from '#server/lib/clock.ts'

export type Beating = {
  /** Has the next sign of life come as soon as it may. */
  moved(): void
  /** One last sign of life, and no more. */
  stop(): Promise<void>
}

/** Between two signs of life, however much happens. */
const soonestMs = 1_000
/** And however little. */
const latestMs = 10_000

/**
 * Calls `say` at once and every ten seconds, and when something moved a second after the call before: who looks sees
 * what is done now, and a thousand jobs a minute cost no more than sixty calls.
 * @param say never rejects
 */
export function keepBeating(say: () => Promise<unknown>, clock: Clock): Beating {
  const stopping = new AbortController()
  let quiet = new AbortController()
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      quiet = new AbortController()
      await say()
      await clock.sleep(soonestMs, stopping.signal).catch(() => undefined)
      if (!stopping.signal.aborted && !quiet.signal.aborted)
        await clock.sleep(latestMs - soonestMs, quiet.signal).catch(() => undefined)
    }
    await say()
  })()
  return {
    moved: () => quiet.abort(),
    stop() {
      stopping.abort()
      quiet.abort()
      return loop
    },
  }
}
