import type { SourceRecord } from '../../model/source-record.ts'
import type { SyncEntity } from '../../model/sync.ts'
import type { Page, ReadOptions } from '../contract.ts'
import { readCursor } from '../kit/read-cursor.ts'
import { sourceRecord } from '../kit/source-record.ts'
import { eachOrLeftOut } from './each-or-left-out.ts'
import { readCustomers, readOrders } from './read-people.ts'
import { productReader, type Reading } from './read-product.ts'
import { readStock } from './read-stock.ts'
import { type ListRow, readWindows, type WindowCursor, windowCursorSchema } from './read-windows.ts'

/** Changes are asked for from a little earlier than needed: the shop's clock is not ours. */
const OVERLAP_MS = 300_000

/** A product is a call of its own, so a page is what takes a second or two. */
const PRODUCTS_A_PAGE = 25

/**
 * Reads one entity page by page.
 * - products: all of them, or those whose own data changed (stock does not count as a change).
 * - inventory: always whole, since nothing tells what moved.
 * - customers: all of them, or those changed since.
 * - orders: those changed since.
 * @throws {AdapterError}
 */
export async function* read(
  reading: Reading,
  entity: SyncEntity,
  options: ReadOptions,
): AsyncGenerator<Page> {
  const from = readCursor(windowCursorSchema, options.cursor)
  const early = (since: Date) => new Date(since.getTime() - OVERLAP_MS)
  const changedSince = options.mode === 'incremental' && options.since ? early(options.since) : null
  switch (entity) {
    case 'products':
      yield* readProducts(reading, changedSince, from)
      return
    case 'inventory':
      yield* readStock(reading.api, from)
      return
    case 'batches':
      yield { records: [], cursor: {}, done: true, total: null }
      return
    case 'customers':
      yield* readCustomers(reading.api, changedSince, from)
      return
    case 'orders':
      yield* readOrders(reading.api, early(options.since ?? reading.now), from)
  }
}

async function* readProducts({ api, settings, now }: Reading, since: Date | null, from: WindowCursor | null) {
  const whole = await productReader({ api, settings, now })
  const toRecord = async ({ id, row }: ListRow): Promise<SourceRecord> =>
    // Without an id, or deleted since the list was read: what the list tells is kept, so that nothing is lost unseen.
    (id === '' ? null : await whole(id)) ?? sourceRecord(id, row, null)
  yield* readWindows({
    list: (after) => api.products({ since, after }),
    idField: 'product_id',
    size: PRODUCTS_A_PAGE,
    from,
    toRecords: (rows) => eachOrLeftOut(rows, toRecord),
  })
}
