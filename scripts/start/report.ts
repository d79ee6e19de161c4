/** Tells the person at the terminal what is going on while it goes on. */
export type Report = {
  line(text: string): void
  /** Runs one step: says that it begins, that it still runs every ten seconds, and how long it took. */
  step<T>(title: string, work: () => Promise<T>): Promise<T>
}

const STILL_RUNNING_MS = 10_000

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`

/** @param signal once aborted, no further step begins: `step` throws its reason */
export function createReport(signal: AbortSignal): Report {
  const began = Date.now()
  const line = (text: string) => process.stdout.write(`${text}\n`)
  const stamped = (mark: string, text: string) => line(`${seconds(began).padStart(7)}  ${mark} ${text}`)
  return {
    line,
    async step(title, work) {
      signal.throwIfAborted()
      const start = Date.now()
      stamped('·', `${title} …`)
      const reminder = setInterval(
        () => stamped('·', `${title}, ${seconds(start)} so far …`),
        STILL_RUNNING_MS,
      )
      try {
        const result = await work()
        stamped('✓', `${title} (${seconds(start)})`)
        return result
      } finally {
        clearInterval(reminder)
      }
    },
  }
}
