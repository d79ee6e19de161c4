import type { SourceRecord } from '../../model/source-record.ts'
import type { AdapterContext, Page, ReadOptions } from '../contract.ts'
import { readCursor } from '../kit/read-cursor.ts'
import { pageCursorSchema, readPages } from '../kit/read-pages.ts'
import { emptyEndCursorSchema, readUntilEmpty } from '../kit/read-until-empty.ts'
import { fieldsOf, sourceRecord } from '../kit/source-record.ts'
import { parseInstant } from '../kit/time.ts'
import { type FlowhubApi, PEOPLE_PAGE_SIZE } from './client.ts'

/**
 * Days are asked for: sources disagree whether a day ends at the store's midnight or at UTC's, and a sale goes by the day
 * its order was made, which may be days before it is sold.
 */
const PAD_MS = 3 * 86_400_000

/** Smaller than a page, so that no ceiling of theirs cuts it. */
const FIRST_PART = 100

const dayOf = (time: Date) => new Date(time.getTime() - PAD_MS).toISOString().slice(0, 10)

/** Customers of the client changed since, or all of them. @throws {AdapterError} */
export function readCustomers(api: FlowhubApi, { mode, since, cursor }: ReadOptions): AsyncGenerator<Page> {
  const from = mode === 'incremental' && since !== null ? dayOf(since) : null
  return readUntilEmpty({
    // Their pages are numbered from 1.
    fetch: (page, size) => api.customers(page + 1, from, size),
    size: PEOPLE_PAGE_SIZE,
    toRecord: toCustomerRecord,
    from: readCursor(emptyEndCursorSchema, cursor),
  })
}

/** Sales of the location made since. One that is voided later shows when it is read in full. @throws {AdapterError} */
export async function* readSales(
  api: FlowhubApi,
  context: AdapterContext,
  { since, cursor }: ReadOptions,
): AsyncGenerator<Page> {
  const importId = await api.importId()
  const from = dayOf(since ?? context.clock.now())
  yield* readPages(
    (page) => api.sales(importId, page, from),
    toSaleRecord,
    readCursor(pageCursorSchema, cursor),
    '',
    { fetch: (page, size) => api.sales(importId, page, from, size), first: FIRST_PART },
  )
}

function toCustomerRecord(payload: unknown): SourceRecord {
  const { id, updatedAt } = fieldsOf(payload)
  return sourceRecord(id, payload, typeof updatedAt === 'string' ? parseInstant(updatedAt) : null)
}

function toSaleRecord(payload: unknown): SourceRecord {
  return sourceRecord(fieldsOf(payload)['id'], payload, null)
}
