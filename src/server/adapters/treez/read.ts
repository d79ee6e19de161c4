import type { SyncEntity } from '../../model/sync.ts'
import type { Page, ReadOptions } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import { readCursor } from '../kit/read-cursor.ts'
import { type PageCursor, pageCursorSchema, readPages } from '../kit/read-pages.ts'
import type { TreezApi } from './client.ts'
import { readCustomers, readTickets } from './read-people.ts'
import { toPackageRecord, toProductRecord, toStockRecord } from './to-record.ts'

/** Changes are asked for from a little earlier than needed: Treez's clock is not ours, and a change may be written late. */
const OVERLAP_MS = 300_000

/** Pages of ten products or fewer were answered with a 400, and of 50 with all instances. */
const goodsParts = { first: 48, smallest: 12 }

/**
 * Reads one entity page by page.
 * - products: all of them, or those whose own data changed (stock does not count as a change).
 * - inventory: `getStock`, or what moved there; where the key may not, the masked quantities of `product_list`, always in
 *   full because its delta is blind to stock.
 * - batches: `/packages`, always in full; nothing where the key may not read them.
 * - customers: all of them, or those changed since.
 * - orders: tickets changed or closed since.
 * @throws {AdapterError}
 */
export async function* read(
  api: TreezApi,
  entity: SyncEntity,
  options: ReadOptions,
  now: Date,
): AsyncGenerator<Page> {
  const cursor = readCursor(pageCursorSchema, options.cursor)
  const changedSince = options.mode === 'incremental' ? options.since : null
  const since = changedSince && new Date(changedSince.getTime() - OVERLAP_MS)
  switch (entity) {
    case 'products':
      yield* readPages((page) => api.products(page, since), toProductRecord, cursor, '', {
        ...goodsParts,
        fetch: (page, size) => api.products(page, since, size),
      })
      return
    case 'inventory':
      yield* readInventory(api, since, cursor)
      return
    case 'batches':
      yield* emptyWhereClosed(
        readPages((page) => api.packages(page), toPackageRecord, cursor, '', {
          first: 50,
          fetch: api.packages,
        }),
      )
      return
    case 'customers':
      yield* readCustomers(api, since, cursor)
      return
    case 'orders':
      yield* readTickets(api, options.since ?? now, now, cursor)
  }
}

async function* readInventory(
  api: TreezApi,
  since: Date | null,
  cursor: PageCursor | null,
): AsyncGenerator<Page> {
  const masked = () =>
    readPages((page) => api.products(page, null), toProductRecord, cursor, 'product_list', {
      ...goodsParts,
      fetch: (page, size) => api.products(page, null, size),
    })
  if (cursor?.source === 'product_list') {
    yield* masked()
    return
  }
  try {
    yield* readPages((page) => api.stock(page, since), toStockRecord, cursor, '', {
      ...goodsParts,
      fetch: (page, size) => api.stock(page, since, size),
    })
  } catch (error) {
    if (cursor !== null || !isClosed(error)) throw error
    yield* masked()
  }
}

async function* emptyWhereClosed(pages: AsyncGenerator<Page>): AsyncGenerator<Page> {
  try {
    yield* pages
  } catch (error) {
    if (!isClosed(error)) throw error
    yield { records: [], cursor: {}, done: true, total: null }
  }
}

/** The endpoint is not offered to this key. A token that is refused even when new says the same on the newer API. */
export function isClosed(error: unknown): boolean {
  return (
    error instanceof AdapterError &&
    (error.kind === 'not_found' || error.kind === 'forbidden' || error.kind === 'token_expired')
  )
}
