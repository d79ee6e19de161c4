import type { SourceRecord } from '../../model/source-record.ts'
import type { SyncEntity } from '../../model/sync.ts'
import type { Page, ReadOptions } from '../contract.ts'
import { readCursor } from '../kit/read-cursor.ts'
import { offsetCursorSchema, readOffsets } from '../kit/read-offsets.ts'
import { emptyEndCursorSchema } from '../kit/read-until-empty.ts'
import { sliceCursorSchema } from '../kit/slice-list.ts'
import { fieldsOf, sourceRecord } from '../kit/source-record.ts'
import { parseTimestamp } from '../kit/time.ts'
import { type DutchieApi, PAGE_SIZE } from './client.ts'
import { readCustomers, readOrders, salesCursorSchema } from './read-people.ts'
import { batchPages, stockPages } from './read-stock.ts'

/** A change may take five minutes to show (https://api.pos.dutchie.com/pages/overview.html); more does no harm. */
const OVERLAP_MS = 600_000

/**
 * Reads one entity page by page.
 * - products: the reporting list, all of it or what changed; `/products` leaves out what is not online.
 * - inventory: the reporting list of packages, put together by product; `/inventory` is empty at some stores.
 * - batches: the same packages, one by one, with what deliveries tell of them.
 * - customers: all of them, or those changed since.
 * - orders: sales changed since, and the preorders that are none yet.
 * @throws {AdapterError}
 */
export async function* read(
  api: DutchieApi,
  entity: SyncEntity,
  options: ReadOptions,
  now: Date,
): AsyncGenerator<Page> {
  const changedSince = options.mode === 'incremental' ? options.since : null
  const since = changedSince && new Date(changedSince.getTime() - OVERLAP_MS)
  switch (entity) {
    case 'products':
      yield* readOffsets({
        fetch: (skip) => api.products(skip, since),
        fetchPart: (skip, take) => api.products(skip, since, take),
        toRecord: toProductRecord,
        size: PAGE_SIZE,
        from: readCursor(offsetCursorSchema, options.cursor),
      })
      return
    case 'inventory':
      yield* stockPages(api, readCursor(sliceCursorSchema, options.cursor))
      return
    case 'batches':
      yield* batchPages(api, now, readCursor(offsetCursorSchema, options.cursor))
      return
    case 'customers':
      yield* readCustomers(api, since, readCursor(emptyEndCursorSchema, options.cursor))
      return
    case 'orders':
      yield* readOrders(api, options.since ?? now, now, readCursor(salesCursorSchema, options.cursor))
  }
}

function toProductRecord(payload: unknown): SourceRecord {
  const { productId, lastModifiedDateUTC, lastModifiedDateUtc } = fieldsOf(payload)
  const time = lastModifiedDateUTC ?? lastModifiedDateUtc
  return sourceRecord(productId, payload, typeof time === 'string' ? parseTimestamp(time, 'UTC') : null)
}
