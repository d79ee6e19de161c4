import type { IncomingMessage } from 'node:http'

/** What a reader may take up in memory, counted over all requests of the process. */
export type Allowance = { take(bytes: number): boolean; give(bytes: number): void }

type Limits = { mostBytes: number; withinMs: number; allowance: Allowance }

/**
 * Reads a body to its end, or up to where it becomes too large, takes too long, is cut off or finds no room; the rest is
 * never read.
 * @returns the bytes as they came; the caller gives them back to the allowance when it is done with them
 */
export type ReadBody = (limits: Limits) => Promise<Buffer | 'too_large' | 'too_slow' | 'busy'>

/** The body of a request as a web framework hands it on. */
export function readStream(stream: ReadableStream<Uint8Array> | null): ReadBody {
  return async (limits) => {
    if (!stream) return Buffer.alloc(0)
    const reader = stream.getReader()
    const gathered = gather(limits)
    let late = false
    const timer = setTimeout(() => {
      late = true
      // Ends the read under way.
      reader.cancel().catch(() => undefined)
    }, limits.withinMs)
    try {
      for (;;) {
        const { done, value } = await reader.read()
        if (done) break
        const refused = gathered.take(value)
        if (refused) return refused
      }
      return late ? 'too_slow' : gathered.keep()
    } finally {
      clearTimeout(timer)
      if (!gathered.kept()) {
        gathered.drop()
        reader.cancel().catch(() => undefined)
      }
    }
  }
}

/** The body of a request as Node's server hands it on: without a stream of another kind in between. */
export function readRequest(request: IncomingMessage): ReadBody {
  return (limits) =>
    new Promise((resolve) => {
      const gathered = gather(limits)
      const settle = (body: Awaited<ReturnType<ReadBody>>) => {
        clearTimeout(timer)
        request.off('data', take).off('end', keep).off('close', cutOff)
        if (!Buffer.isBuffer(body)) {
          gathered.drop()
          request.pause()
        }
        resolve(body)
      }
      const take = (chunk: Buffer) => {
        const refused = gathered.take(chunk)
        if (refused) settle(refused)
      }
      const keep = () => settle(gathered.keep())
      // Nobody is there any more to hear the answer.
      const cutOff = () => settle('too_slow')
      const timer = setTimeout(cutOff, limits.withinMs)
      request.on('data', take).on('end', keep).on('close', cutOff)
      // Comes before `close`; unheard it would end the process.
      request.on('error', () => undefined)
    })
}

/** Chunks in memory, within the limits. */
function gather({ mostBytes, allowance }: Limits) {
  const chunks: Uint8Array[] = []
  let bytes = 0
  let kept = false
  return {
    /** @returns why the chunk was not taken; null when it was */
    take(chunk: Uint8Array): 'too_large' | 'busy' | null {
      if (bytes + chunk.length > mostBytes) return 'too_large'
      if (!allowance.take(chunk.length)) return 'busy'
      bytes += chunk.length
      chunks.push(chunk)
      return null
    },
    keep(): Buffer {
      kept = true
      const [first] = chunks
      return chunks.length === 1 && Buffer.isBuffer(first) ? first : Buffer.concat(chunks, bytes)
    },
    kept: () => kept,
    drop: () => allowance.give(bytes),
  }
}
