/** A waiting line of work of which a few are done at a time, in the order they came in. */
export type Line = {
  /** After `ms`; at once when 0. */
  add(ms: number, work: () => Promise<void>): void
  /** Nothing is begun any more. */
  close(): void
}

export function createLine(atATime: number): Line {
  const ready: (() => Promise<void>)[] = []
  const timers = new Set<NodeJS.Timeout>()
  let busy = 0
  let closed = false
  const pump = () => {
    while (!closed && busy < atATime) {
      const work = ready.shift()
      if (work === undefined) return
      busy += 1
      void work().finally(() => {
        busy -= 1
        pump()
      })
    }
  }
  const now = (work: () => Promise<void>) => {
    ready.push(work)
    pump()
  }
  return {
    add(ms, work) {
      if (closed) return
      if (ms <= 0) return now(work)
      const timer = setTimeout(() => {
        timers.delete(timer)
        now(work)
      }, ms)
      timer.unref()
      timers.add(timer)
    },
    close() {
      closed = true
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
