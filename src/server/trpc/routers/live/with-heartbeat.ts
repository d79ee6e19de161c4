import { setTimeout } from 'node:timers/promises'

/**
 * Passes on what a stream yields, and `'ping'` whenever it was silent for `everyMs`.
 * @param open opens the stream; its signal is aborted when nobody listens any more
 * @param signal ends everything
 */
export async function* withHeartbeat<T>(
  open: (signal: AbortSignal) => AsyncIterable<T>,
  everyMs: number,
  signal: AbortSignal,
): AsyncGenerator<T | 'ping'> {
  const left = new AbortController()
  const ended = AbortSignal.any([signal, left.signal])
  const source = open(ended)[Symbol.asyncIterator]()
  try {
    let next = source.next()
    while (!ended.aborted) {
      const result = await firstOf(next, everyMs, ended)
      if (result === 'ping') {
        if (!ended.aborted) yield 'ping'
        continue
      }
      if (result.done) return
      next = source.next()
      // Handled by the race above, if this goes on; when it doesn't, nobody is left to tell.
      next.catch(() => undefined)
      yield result.value
    }
  } finally {
    left.abort()
    await source.return?.()
  }
}

/** What `next` resolves to, or `'ping'` after `ms` or when the signal ends. */
async function firstOf<T>(next: Promise<T>, ms: number, signal: AbortSignal): Promise<T | 'ping'> {
  const decided = new AbortController()
  const quiet = setTimeout(ms, 'ping' as const, {
    signal: AbortSignal.any([signal, decided.signal]),
    ref: false,
  }).catch(() => 'ping' as const)
  try {
    return await Promise.race([next, quiet])
  } finally {
    decided.abort()
  }
}
