import { z } from 'zod'
import type { SourceRecord } from '../../model/source-record.ts'
import type { Page } from '../contract.ts'
import { readSpan } from '../kit/read-span.ts'
import { type sliceCursorSchema, sliceList } from '../kit/slice-list.ts'
import { fieldsOf, sourceRecord } from '../kit/source-record.ts'
import { parseTimestamp } from '../kit/time.ts'
import type { CovaApi } from './client.ts'

/** Customers to a page of ours; the list comes whole. */
const CUSTOMERS_A_PAGE = 500

/** The report has no pages, so it is asked for in pieces. */
const WINDOW_MS = 7 * 86_400_000

/** Until when invoices were read, ISO 8601. */
export const invoiceCursorSchema = z.object({ until: z.iso.datetime() })

/** Before COVA: the list of customers is one of those changed since. */
const BEGINNING = new Date('2000-01-01T00:00:00Z')

/** Customers of the company changed since, or all of them. @throws {AdapterError} */
export async function* readCustomers(
  api: CovaApi,
  since: Date | null,
  from: z.infer<typeof sliceCursorSchema> | null,
): AsyncGenerator<Page> {
  const records = (await api.customers(since ?? BEGINNING)).map(toCustomerRecord)
  yield* sliceList(records, from?.after ?? '', CUSTOMERS_A_PAGE)
}

/** Invoices of the store made since. One that is voided later shows when it is read in full. @throws {AdapterError} */
export async function* readInvoices(
  api: CovaApi,
  since: Date,
  now: Date,
  from: z.infer<typeof invoiceCursorSchema> | null,
): AsyncGenerator<Page> {
  let start = from === null ? since : new Date(from.until)
  for (;;) {
    const end = new Date(Math.min(start.getTime() + WINDOW_MS, now.getTime()))
    const span = { from: start, to: end }
    const page = await readSpan((from, to, part) => api.invoices(from, to, part), toInvoiceRecord, span)
    const done = end >= now
    yield { ...page, cursor: { until: end.toISOString() }, done, total: null }
    if (done) return
    start = end
  }
}

function toCustomerRecord(payload: unknown): SourceRecord {
  const { Id, LastModifiedDateUtc } = fieldsOf(payload)
  const changed = typeof LastModifiedDateUtc === 'string' ? parseTimestamp(LastModifiedDateUtc, 'UTC') : null
  return sourceRecord(Id, payload, changed)
}

function toInvoiceRecord(payload: unknown): SourceRecord {
  const { InvoiceId, Id } = fieldsOf(payload)
  return sourceRecord(InvoiceId ?? Id, payload, null)
}
