/** What a reader may take up in memory, counted over all requests of the process. */
export type Allowance = { take(bytes: number): boolean; give(bytes: number): void }

/**
 * Reads a body to its end, or up to where it becomes too large, takes too long or finds no room; the rest is never read.
 * @returns the bytes as they came; the caller gives them back to the allowance when it is done with them
 */
export async function readCapped(
  stream: ReadableStream<Uint8Array> | null,
  { mostBytes, withinMs, allowance }: { mostBytes: number; withinMs: number; allowance: Allowance },
): Promise<Buffer | 'too_large' | 'too_slow' | 'busy'> {
  if (!stream) return Buffer.alloc(0)
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  let bytes = 0
  let kept = false
  let late = false
  const timer = setTimeout(() => {
    late = true
    // Ends the read under way.
    reader.cancel().catch(() => undefined)
  }, withinMs)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      if (bytes + value.length > mostBytes) return 'too_large'
      if (!allowance.take(value.length)) return 'busy'
      bytes += value.length
      chunks.push(value)
    }
    if (late) return 'too_slow'
    kept = true
    return Buffer.concat(chunks)
  } finally {
    clearTimeout(timer)
    if (!kept) {
      allowance.give(bytes)
      reader.cancel().catch(() => undefined)
    }
  }
}
