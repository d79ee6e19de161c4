import { Client } from 'pg'
import { z } from 'zod'
import { createBackoff } from '#server/lib/backoff.ts'
import type { Clock } from '#server/lib/clock.ts'
import { type LiveNotice, liveChannel } from './notify-live.ts'

/** Anybody with access to the database may write to the channel. */
const noticeSchema = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue('not JSON')
      return z.NEVER
    }
  })
  .pipe(
    z.object({
      organizationId: z.string().nullable(),
      storeId: z.string().nullish(),
      topic: z.enum(['run', 'connection', 'catalog', 'customer', 'order', 'member', 'notice', 'queue']),
      id: z.string(),
      connectionId: z.string().optional(),
    }),
  )

export type LiveHub = {
  /** Hands every notice to `hear` until the returned function is called. */
  add(hear: (notice: LiveNotice) => void): () => void
  /** Resolves once the first connection listens. */
  ready: Promise<void>
  close(): Promise<void>
}

/** A connection that died without a word is noticed within this plus the time one query may take. */
const checkMs = 15_000

/**
 * Listens on one connection of its own for as long as the process lives, and connects again when it breaks. What is
 * said while it is away is not heard; screens read everything anew when their own connection comes back.
 */
export function createLiveHub(connectionString: string, clock: Clock, random: () => number): LiveHub {
  const listeners = new Set<(notice: LiveNotice) => void>()
  const closing = new AbortController()
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>()
  const hear = (payload: string | undefined) => {
    const parsed = noticeSchema.safeParse(payload)
    if (parsed.success) for (const listener of listeners) listener(parsed.data)
  }

  async function listenOnce(): Promise<void> {
    const client = new Client({
      connectionString,
      keepAlive: true,
      query_timeout: 5_000,
      application_name: 'cairn-live',
    })
    const broken = new AbortController()
    client.on('error', (error) => broken.abort(error))
    const ended = AbortSignal.any([broken.signal, closing.signal])
    client.on('notification', ({ payload }) => hear(payload))
    try {
      await client.connect()
      await client.query(`LISTEN ${liveChannel}`)
      isReady()
      for (;;) {
        await clock.sleep(checkMs, ended)
        await client.query('SELECT 1')
      }
    } finally {
      await client.end().catch(() => undefined)
    }
  }

  const loop = (async () => {
    let wait = createBackoff({ initialMs: 500, capMs: 10_000, random })
    while (!closing.signal.aborted) {
      const started = clock.now().getTime()
      await listenOnce().catch(() => undefined)
      if (clock.now().getTime() - started > checkMs)
        wait = createBackoff({ initialMs: 500, capMs: 10_000, random })
      await clock.sleep(wait(), closing.signal).catch(() => undefined)
    }
  })()

  return {
    ready,
    add(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      closing.abort()
      await loop
    },
  }
}
