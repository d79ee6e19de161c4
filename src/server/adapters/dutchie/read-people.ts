import { z } from 'zod'
import type { SourceRecord } from '../../model/source-record.ts'
import type { Page } from '../contract.ts'
import { readSpan } from '../kit/read-span.ts'
import { type EmptyEndCursor, readUntilEmpty } from '../kit/read-until-empty.ts'
import { fieldsOf, sourceRecord } from '../kit/source-record.ts'
import { parseTimestamp } from '../kit/time.ts'
import { CUSTOMERS_A_PAGE, type DutchieApi } from './client.ts'

/** The list of sales has no pages, so it is asked for in pieces. Dutchie allows up to 60 days at once. */
const WINDOW_MS = 7 * 86_400_000

/** Until when sales were read, ISO 8601; null when the preorders come next. */
export const salesCursorSchema = z.object({ until: z.iso.datetime().nullable() })

/** Customers changed since, or all of them. @throws {AdapterError} */
export function readCustomers(api: DutchieApi, since: Date | null, from: EmptyEndCursor | null) {
  return readUntilEmpty({
    fetch: (page, take) => api.customers(page, since, take),
    size: CUSTOMERS_A_PAGE,
    toRecord: toCustomerRecord,
    from,
  })
}

/**
 * Sales changed since, window by window, then the preorders of the last 14 days that are no sale yet: once completed, a
 * preorder is read as the sale it has become, under the same transaction id.
 * @throws {AdapterError}
 */
export async function* readOrders(
  api: DutchieApi,
  since: Date,
  now: Date,
  from: z.infer<typeof salesCursorSchema> | null,
): AsyncGenerator<Page> {
  let start = from === null ? since : from.until === null ? null : new Date(from.until)
  while (start !== null) {
    const end: Date = new Date(Math.min(start.getTime() + WINDOW_MS, now.getTime()))
    const page = await readSpan(api.transactions, toTransactionRecord, { from: start, to: end })
    start = end < now ? end : null
    yield { ...page, cursor: { until: start?.toISOString() ?? null }, done: false, total: null }
  }
  const open = (await api.preorders()).filter((preorder) => !isSale(preorder)).map(toPreorderRecord)
  yield { records: open, cursor: { until: null }, done: true, total: null }
}

const isSale = (preorder: unknown) => /^(complete|checked out)/i.test(String(fieldsOf(preorder)['status']))

function toCustomerRecord(payload: unknown): SourceRecord {
  return sourceRecord(fieldsOf(payload)['customerId'], payload, changedAt(payload))
}

function toTransactionRecord(payload: unknown): SourceRecord {
  return sourceRecord(fieldsOf(payload)['transactionId'], payload, changedAt(payload))
}

function toPreorderRecord(payload: unknown): SourceRecord {
  const { transactionId, preOrderId } = fieldsOf(payload)
  const id = transactionId ?? (preOrderId === undefined ? undefined : `preorder-${String(preOrderId)}`)
  return sourceRecord(id, payload, null)
}

function changedAt(payload: unknown): Date | null {
  const { lastModifiedDateUTC, lastModifiedDateUtc } = fieldsOf(payload)
  const time = lastModifiedDateUTC ?? lastModifiedDateUtc
  return typeof time === 'string' ? parseTimestamp(time, 'UTC') : null
}
