import type { SourceRecord } from '../../model/source-record.ts'
import type { Page } from '../contract.ts'
import { isOfARecord, MOST_LEFT_OUT } from '../kit/read-around.ts'
import type { List, ShopifyApi } from './client.ts'
import type { PageCursor } from './cursor.ts'
import { changedSince, idsAbove } from './filters.ts'
import { flatten } from './flatten.ts'
import { pageSizes } from './queries.ts'
import { leftOutOf, readPage } from './read-around-cursor.ts'
import { toRecord } from './to-record.ts'
import { withAllMembers } from './with-all-members.ts'

/**
 * Pages end after 25,000 records of a list (https://shopify.dev/docs/api/usage/limits), so before that a new list is begun
 * behind the last record.
 */
const MOST_OF_A_LIST = 20_000

/**
 * Reads a list by the vendor's cursors, which stand for a value: what comes or goes moves nothing.
 * @param since only what changed then or later, in that order; null for all of it, by id
 * @throws {AdapterError}
 */
export async function* readList(
  api: ShopifyApi,
  list: List,
  since: Date | null,
  from: PageCursor | null,
): AsyncGenerator<Page> {
  let cursor: PageCursor = from ?? { after: '', filter: since ? changedSince(since) : '', count: 0 }
  for (;;) {
    const { after, filter, count } = cursor
    const ask = (at: string | null, part?: number | 'place') =>
      api.list(list, at, filter || null, since !== null, part)
    const places = { page: ask, place: (at: string | null) => ask(at, 'place') }
    const { nodes, pageInfo, leftOut } = await readPage(places, after || null, pageSizes[list])
    const records: SourceRecord[] = []
    for (const node of nodes) {
      try {
        records.push(toRecord(flatten(await withAllMembers(api, list, node))))
      } catch (error) {
        if (!isOfARecord(error) || leftOut.length >= MOST_LEFT_OUT) throw error
        leftOut.push(leftOutOf(node, error))
      }
    }
    const done = !pageInfo.hasNextPage || !pageInfo.endCursor
    const read = count + records.length + leftOut.length
    const behind = read < MOST_OF_A_LIST ? null : filterBehind(records.at(-1), since)
    cursor =
      behind === null || behind === filter
        ? { after: pageInfo.endCursor ?? after, filter, count: read }
        : { after: '', filter: behind, count: 0 }
    yield { records, cursor, done, total: null, ...(leftOut.length > 0 && { leftOut }) }
    if (done) return
  }
}

/** Records of the same moment as the last come twice, which does no harm. Null where the last one tells nothing. */
function filterBehind(last: SourceRecord | undefined, since: Date | null): string | null {
  if (since === null) return idsAbove(last?.sourceId)
  return last?.sourceUpdatedAt ? changedSince(last.sourceUpdatedAt) : null
}
