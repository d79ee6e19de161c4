import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import type { NoticeChange, WebhookRequest } from '#server/adapters/webhooks.ts'
import { secretParameter } from '#server/connections/webhook-address.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { type LiveNotice, notifyLiveAll } from '#server/events/notify-live.ts'
import type { Clock } from '#server/lib/clock.ts'
import type { Logger } from '#server/lib/create-logger.ts'
import { newId } from '#server/lib/ids.ts'
import type { ByteSealer } from '#server/lib/seal-bytes.ts'
import { storableText } from '#server/lib/storable-text.ts'
import { createAllowance } from './allowance.ts'
import { BusyError, createBatcher } from './batcher.ts'
import { countRefusals, type Refusal, type RefusalReason } from './count-refusals.ts'
import { sealBody } from './delivery-body.ts'
import {
  insertDeliveries,
  type NewDelivery,
  type WakeConnections,
  type WakeWithin,
  type WokenLine,
} from './insert-deliveries.ts'
import { insertEach } from './insert-each.ts'
import type { LineCache } from './line-cache.ts'
import type { Line } from './load-lines.ts'
import { maskHeaders } from './mask-headers.ts'
import type { ReadBody } from './read-capped.ts'

/** A request as it reached the route. */
export type Incoming = {
  vendor: string
  connectionId: string
  /** By lower-cased name. */
  headers: Record<string, string>
  query: URLSearchParams
  read: ReadBody
}

/** What the vendor is answered. `retryAfter` in seconds: it is to send it again. */
export type Answer = { status: 200 | 400 | 401 | 408 | 413 | 429 | 503; retryAfter?: number }

export type Receiver = { receive(incoming: Incoming): Promise<Answer> }

export type ReceiverParts = {
  db: Pool
  lines: LineCache
  sealer: ByteSealer
  clock: Clock
  logger: Logger
  wake: WakeConnections
  wakeWithin: WakeWithin
}

/** Vendors' notices are a few kB; the largest known holds a product of a hundred variants. */
const mostBytes = 1 << 20

/** Of a vendor's server; longer only holds memory. */
const withinMs = 10_000

/** One after the other as long as nothing hangs; a connection that is just being removed can hold one up. */
const flushes = 3

/** Between two writes that no answer waits for: counts of refusals, second wakings, words to screens. At a stop the last are lost. */
const restMs = 250

/** Bodies in memory at a time, over all requests of the process. */
const mostBytesTogether = 64 << 20

/** Addresses are ours, and say little more than what is told there. */
const longestQuery = 1_000

/** Deliveries waiting to be kept; at a few thousand a second this is about as long as a vendor waits for an answer. */
const capacity = 4_000

/**
 * Takes deliveries in: proved on their raw body, kept once, and answered 2xx only when they are committed. Nothing that is
 * not proved is kept, only counted; and whether a connection exists is not to be told from outside. Under too much at
 * once some are refused before anything was done, to be sent again.
 */
export function createReceiver(parts: ReceiverParts): Receiver {
  const { db, lines, sealer, clock, logger, wake, wakeWithin } = parts
  const allowance = createAllowance(mostBytesTogether)
  const keep = createBatcher({
    capacity,
    most: 200,
    parallel: flushes,
    flush: (deliveries: NewDelivery[]) =>
      insertEach(deliveries, async (some) => {
        const { outcomes, waited } = await insertDeliveries(db, some, wakeWithin)
        for (const line of waited) wakeAgain(line)
        return outcomes
      }),
  })
  /** Takes what no answer waits for: put together, and written down four times a second at most. */
  function aside<Item>(complaint: string, write: (items: Item[]) => Promise<void>): (item: Item) => void {
    const batcher = createBatcher({
      capacity,
      most: capacity,
      restMs,
      async flush(items: Item[]) {
        await write(items)
        return items
      },
    })
    return (item) => void batcher.add(item).catch((error: unknown) => logger.warn({ error }, complaint))
  }
  /** A job that waited already may have been taken and done between the look at it and the commit. */
  const wakeAgain = aside('a notice waits for the sweep', async (woken: WokenLine[]) => {
    const own = new Map(woken.map((line) => [line.connectionId, line]))
    const inOrder = [...own.values()].sort((a, b) => (a.connectionId < b.connectionId ? -1 : 1))
    await inTransaction((tx) => wake(tx, inOrder), db)
  })
  /** After the commit: commits that notify go one by one, and the deliveries' would wait for each other. */
  const tell = aside('screens could not be told of a notice', (notices: LiveNotice[]) =>
    notifyLiveAll(db, notices),
  )
  const countRefusal = aside('a refused notice could not be counted', (refusals: Refusal[]) =>
    countRefusals(db, refusals),
  )

  function refuse(line: Line | null, reason: RefusalReason, status: Answer['status']): Answer {
    // Of connections nobody has there would be as many as anybody cares to make up.
    if (line) countRefusal({ connectionId: line.connectionId, reason })
    return { status }
  }

  async function judge(incoming: Incoming, body: Buffer | 'too_large'): Promise<Answer> {
    const { vendor, connectionId, headers, query } = incoming
    const line = await lines.find(vendor, connectionId)
    if (body === 'too_large') return refuse(line, 'too_large', 413)
    const now = clock.now()
    const request = { body, headers, query }
    if (!line || !isProved(line, request, now)) return refuse(line, 'signature', 401)
    const delivery = deliveryOf(line, request, sealer)
    if (!delivery) return refuse(line, 'unreadable', 400)
    const outcome = await keep.add(delivery)
    if (outcome === 'unfit') return refuse(line, 'unreadable', 400)
    // Removed between the look-up and now.
    if (outcome === 'unknown') return { status: 401 }
    const { organizationId, storeId } = line
    tell({ organizationId, storeId, topic: 'notice', id: line.connectionId, connectionId: line.connectionId })
    return { status: 200 }
  }

  return {
    async receive(incoming) {
      const body = await incoming.read({ mostBytes, withinMs, allowance })
      if (body === 'busy') return { status: 429, retryAfter: 2 }
      if (body === 'too_slow') return { status: 408 }
      try {
        return await judge(incoming, body)
      } catch (error) {
        if (error instanceof BusyError) return { status: 429, retryAfter: 2 }
        logger.error({ error, connectionId: incoming.connectionId }, 'a notice could not be taken in')
        return { status: 503, retryAfter: 5 }
      } finally {
        if (body !== 'too_large') allowance.give(body.length)
      }
    },
  }
}

function isProved(line: Line, request: WebhookRequest, now: Date): boolean {
  const valid = line.secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
  return (
    valid.length > 0 &&
    line.webhooks.verify(
      request,
      valid.map(({ value }) => value),
    )
  )
}

function deliveryOf(line: Line, request: WebhookRequest, sealer: ByteSealer): NewDelivery | null {
  const notice = line.webhooks.read(request, line.account)
  if (!notice) return null
  const { organizationId, storeId, connectionId, vendor } = line
  const id = newId()
  const { purpose, changes } = notice
  return {
    id,
    organizationId,
    storeId,
    connectionId,
    vendor,
    origin: purpose === 'test' ? 'test' : 'vendor',
    topic: shortened(notice.topic),
    deliveryKey: shortened(notice.deliveryKey),
    body: sealBody(sealer, { id, organizationId }, request.body),
    bodyBytes: request.body.length,
    headers: maskHeaders(request.headers),
    query: unprovenQuery(request.query),
    state: purpose === 'test' || (purpose === 'change' && changes.length === 0) ? 'ignored' : 'received',
    occurredAt: notice.occurredAt,
    records: recordsOf(changes),
  }
}

/** What stands in the address beside the secret. */
function unprovenQuery(query: URLSearchParams): string {
  if (query.size === 0) return ''
  const rest = new URLSearchParams(query)
  rest.delete(secretParameter)
  return storableText(rest.toString().slice(0, longestQuery))
}

/** The records a notice names, each once. */
function recordsOf(changes: NoticeChange[]): NewDelivery['records'] {
  const records = changes.flatMap((change) => {
    if (change.kind === 'entity') return []
    const sourceId = change.kind === 'record' ? change.record.sourceId : change.sourceId
    return [{ entity: change.entity, sourceId: storableText(sourceId) }]
  })
  return [...new Map(records.map((record) => [`${record.entity} ${record.sourceId}`, record])).values()]
}

/** Beyond this a name or key is not for people any more, and an index can't hold it. */
const longest = 300

function shortened(text: string): string {
  const storable = storableText(text)
  if (storable.length <= longest) return storable
  return `sha256:${createHash('sha256').update(storable).digest('base64url')}`
}
