import type { Lane } from '../../http/types.ts'
import type { AdapterContext, AdapterSession, Cursor, Page, ReadOptions } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import { readCursor } from '../kit/read-cursor.ts'
import { offsetCursorSchema, readOffsets } from '../kit/read-offsets.ts'
import { type BlazeApi, PAGE_SIZE } from './client.ts'
import { namesFrom, withBrand, withRooms } from './join.ts'
import { lazily } from './lazily.ts'
import { readMembers, readTransactions } from './read-people.ts'
import { LONGEST_RANGE_MS, readWindows, spanSince, windowCursorSchema } from './read-windows.ts'
import { toRecord } from './records.ts'

/**
 * Reads one entity page by page.
 * - products: the whole list, or those modified since, in windows of seven days.
 * - inventory: always the whole list of products, because stock that comes and goes modifies none.
 * - customers: members, all of them or those modified since.
 * - orders: transactions finished since, and those still worked on.
 * @returns the session's `read`
 */
export function createReader(api: BlazeApi, context: AdapterContext): AdapterSession['read'] {
  return async function* read(entity, options): AsyncGenerator<Page> {
    switch (entity) {
      case 'products':
        yield* readProducts(api, options, context.clock.now())
        return
      case 'inventory':
        yield* readStock(api, options)
        return
      case 'customers':
        yield* readMembers(api, options, context.clock.now())
        return
      case 'orders':
        yield* readTransactions(api, options, context.clock.now())
        return
      case 'batches':
        throw new AdapterError('invalid_request', 'Cairn does not read batches from BLAZE.')
    }
  }
}

async function* readProducts(
  api: BlazeApi,
  { mode, since, cursor }: ReadOptions,
  now: Date,
): AsyncGenerator<Page> {
  const brands = lazily(() => namesFrom(api.brands))
  const changed = mode === 'incremental' && since !== null
  const pages = changed
    ? readWindows({
        fetch: api.productsModified,
        toRecord,
        windowMs: LONGEST_RANGE_MS,
        span: spanSince(since, now),
        from: readCursor(windowCursorSchema, cursor),
      })
    : wholeList(api, 'catalogue', cursor)
  for await (const page of pages) yield { ...page, records: await withBrand(page.records, brands) }
}

async function* readStock(api: BlazeApi, { cursor }: ReadOptions): AsyncGenerator<Page> {
  const rooms = await namesFrom(api.inventories)
  for await (const page of wholeList(api, 'stock', cursor)) {
    yield { ...page, records: page.records.map((record) => withRooms(record, rooms)) }
  }
}

function wholeList(api: BlazeApi, lane: Lane, cursor: Cursor | null): AsyncGenerator<Page> {
  return readOffsets({
    fetch: (skip) => api.products(skip, lane),
    fetchPart: (skip, take) => api.products(skip, lane, take),
    toRecord,
    size: PAGE_SIZE,
    from: readCursor(offsetCursorSchema, cursor),
  })
}
