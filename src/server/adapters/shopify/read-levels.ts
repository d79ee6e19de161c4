import { z } from 'zod'
import type { Cursor, Page } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import { readCursor } from '../kit/read-cursor.ts'
import type { ShopifyApi } from './client.ts'
import { levelCursorSchema } from './cursor.ts'
import { changedSince } from './filters.ts'
import { flatten } from './flatten.ts'
import { pageSizes } from './queries.ts'
import { readPage } from './read-around-cursor.ts'
import { toRecord } from './to-record.ts'

const locationSchema = z.looseObject({ id: z.string() })

/**
 * Levels location by location, in the order of ids: there is no list over all. What stands at a closed location isn't
 * listed, so it counts as gone.
 * @param since null for all of them
 * @throws {AdapterError}
 */
export async function* readLevels(
  api: ShopifyApi,
  since: Date | null,
  from: Cursor | null,
): AsyncGenerator<Page> {
  const cursor = readCursor(levelCursorSchema, from)
  const locations = (await locationIds(api)).filter((id) => cursor === null || id >= cursor.location)
  if (locations.length === 0) yield { records: [], cursor: from ?? {}, done: true, total: null }
  for (const [index, location] of locations.entries()) {
    const last = index === locations.length - 1
    let after = cursor?.location === location && cursor.after !== '' ? cursor.after : null
    for (let more = true; more; ) {
      const ask = (at: string | null, part?: number | 'place') =>
        api.levels(location, at, since && changedSince(since), part)
      const places = { page: ask, place: (at: string | null) => ask(at, 'place') }
      const { nodes, pageInfo, leftOut } = await readPage(places, after, pageSizes.levels)
      after = pageInfo.endCursor ?? after
      more = pageInfo.hasNextPage && Boolean(pageInfo.endCursor)
      const records = nodes.map((node) => toRecord(flatten(node)))
      const next = locations[index + 1]
      const place =
        more || next === undefined ? { location, after: after ?? '' } : { location: next, after: '' }
      // An empty location is no page of its own, unless it is the last.
      if (records.length > 0 || leftOut.length > 0 || (last && !more)) {
        yield {
          records,
          cursor: place,
          done: last && !more,
          total: null,
          ...(leftOut.length > 0 && { leftOut }),
        }
      }
    }
  }
}

async function locationIds(api: ShopifyApi): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | null | undefined = null; ; ) {
    const { nodes, pageInfo }: Awaited<ReturnType<ShopifyApi['locations']>> = await api.locations(after)
    for (const node of nodes) ids.push(idOf(node))
    after = pageInfo.endCursor
    if (!pageInfo.hasNextPage || !after) return ids.sort()
  }
}

/** @throws {AdapterError} where there is none: left out, the whole location would look empty */
function idOf(node: unknown): string {
  const { data } = locationSchema.safeParse(node)
  if (data) return data.id
  throw new AdapterError(
    'invalid_response',
    'Shopify named a location without an id. Cairn reads the list again.',
  )
}
