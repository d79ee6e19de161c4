import type { Logger } from '../lib/create-logger.ts'
import type { Measurement, Recorder } from './ports.ts'

const flushEveryMs = 1000
/** Kept at most while the database is away; then the oldest go. */
const keepAtMost = 5000

/**
 * Collects measurements and writes them in batches, once a second and at the end.
 * @param write stores a batch
 * @returns `close` writes what is left
 */
export function createRecorder(
  write: (batch: Measurement[]) => Promise<void>,
  logger: Logger,
): Recorder & { close(): Promise<void> } {
  let waiting: Measurement[] = []
  let timer: NodeJS.Timeout | undefined

  async function flush() {
    clearTimeout(timer)
    timer = undefined
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      await write(batch)
    } catch (error) {
      logger.warn({ error, count: batch.length }, 'measurements could not be written yet')
      waiting = [...batch, ...waiting].slice(-keepAtMost)
    }
  }

  return {
    record(measurement) {
      waiting.push(measurement)
      timer ??= setTimeout(() => void flush(), flushEveryMs).unref()
    },
    close: flush,
  }
}
