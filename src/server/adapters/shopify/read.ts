import type { SyncEntity } from '../../model/sync.ts'
import type { AdapterContext, Page, ReadOptions } from '../contract.ts'
import { readCursor } from '../kit/read-cursor.ts'
import type { ShopifyApi } from './client.ts'
import { pageCursorSchema, productCursorSchema } from './cursor.ts'
import { productsBulkQuery } from './queries.ts'
import { assembleProducts, fetchBulk, pagesOf, runBulk } from './read-bulk.ts'
import { readLevels } from './read-levels.ts'
import { readList } from './read-list.ts'
import { toRecord } from './to-record.ts'

/**
 * Changes are asked for from a little earlier than needed: the search they are found by lags behind the shop, and
 * Shopify's clock is not ours.
 */
const OVERLAP_MS = 300_000

/**
 * Reads one entity page by page.
 * - products: all of them by a bulk operation, page by page where that isn't to be had, or those changed since.
 * - inventory: each location's levels, all or those changed since.
 * - customers: all of them, or those changed since.
 * - orders: those changed since; an app sees 60 days unless Shopify allows it more.
 * @throws {AdapterError}
 */
export async function* read(
  api: ShopifyApi,
  entity: SyncEntity,
  options: ReadOptions,
  { clock, signal }: Pick<AdapterContext, 'clock' | 'signal'>,
): AsyncGenerator<Page> {
  const changedSince = options.mode === 'incremental' || entity === 'orders' ? options.since : null
  const since = changedSince && new Date(changedSince.getTime() - OVERLAP_MS)
  switch (entity) {
    case 'products': {
      const cursor = readCursor(productCursorSchema, options.cursor)
      if (since === null && (cursor === null || 'bulk' in cursor)) {
        const finished = cursor
          ? await fetchBulk(api, cursor.bulk)
          : await runBulk(api, productsBulkQuery, clock, signal)
        if (finished) {
          const records = assembleProducts(finished.lines).map(toRecord)
          yield* pagesOf(records, finished.id, cursor?.handed ?? 0, signal)
          return
        }
      }
      yield* readList(api, 'products', since, cursor && 'after' in cursor ? cursor : null)
      return
    }
    case 'inventory':
      yield* readLevels(api, since, options.cursor)
      return
    case 'batches':
      yield { records: [], cursor: {}, done: true, total: 0 }
      return
    case 'customers':
    case 'orders':
      yield* readList(api, entity, since, readCursor(pageCursorSchema, options.cursor))
  }
}
