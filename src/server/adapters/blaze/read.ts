import type { z } from 'zod'
import type { Lane } from '../../http/types.ts'
import type { AdapterContext, AdapterSession, Cursor, Page, ReadOptions, SourceRecord } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import { offsetCursorSchema, readOffsets } from '../kit/read-offsets.ts'
import { fieldsOf, sourceRecord } from '../kit/source-record.ts'
import { type BlazeApi, PAGE_SIZE } from './client.ts'
import { type Names, namesFrom, withBrand, withRooms } from './join.ts'
import { readWindows, windowCursorSchema } from './read-windows.ts'
import { timeOf } from './time.ts'

/** The most that BLAZE allows a range of dates to be. */
export const LONGEST_RANGE_MS = 7 * 86_400_000

/** Clocks differ, and a change made while the last sync ended must not fall between two. */
const OVERLAP_MS = 600_000

/**
 * Reads one entity page by page.
 * - products: the whole list, or those modified since, in windows of seven days.
 * - inventory: always the whole list of products, because stock that comes and goes modifies none.
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
      default:
        throw new AdapterError('invalid_request', `Cairn does not read ${entity} from BLAZE.`)
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
        toRecord: toProductRecord,
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
    toRecord: toProductRecord,
    size: PAGE_SIZE,
    from: readCursor(offsetCursorSchema, cursor),
  })
}

/** From a little before `since` to a little after now. */
export function spanSince(since: Date, now: Date): { from: Date; to: Date } {
  return { from: new Date(since.getTime() - OVERLAP_MS), to: new Date(now.getTime() + OVERLAP_MS) }
}

export function readCursor<T>(schema: z.ZodType<T>, cursor: Cursor | null): T | null {
  if (cursor === null) return null
  const { data } = schema.safeParse(cursor)
  if (data !== undefined) return data
  throw new AdapterError(
    'invalid_request',
    'The place where reading stopped was written by another version of Cairn. Start a full sync.',
  )
}

/** Any record of BLAZE: all have an id and a time of their last change. */
export function toRecord(payload: unknown): SourceRecord {
  const { id, modified } = fieldsOf(payload)
  const text = typeof modified === 'number' || typeof modified === 'string' ? String(modified) : null
  return sourceRecord(id, payload, timeOf(text, 'modified', []))
}

const toProductRecord = toRecord

function lazily(load: () => Promise<Names>): () => Promise<Names> {
  let loaded: Promise<Names> | null = null
  return () => {
    loaded ??= load()
    return loaded
  }
}
