import { z } from 'zod'
import type { SourceRecord } from '../../model/source-record.ts'
import type { Page } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import type { ListPage } from './list-page.ts'
import { isOfARecord, readAround } from './read-around.ts'
import { countOnce } from './source-record.ts'

/** Where to go on: the next page, how many records stand before it, and what the last page said. */
export const pageCursorSchema = z.object({
  page: z.int().min(1),
  before: z.int().min(0),
  size: z.int().min(0),
  total: z.int().nullable(),
  /** How often reading went back because the list shrank. */
  returns: z.int().min(0),
  /** Which list is read, where there is a choice; else empty. */
  source: z.string().default(''),
  /** The size that is asked for; 0 where that is left as it is. */
  asked: z.int().min(0).default(0),
})
export type PageCursor = z.infer<typeof pageCursorSchema>

/**
 * The same list in pages of any size. `first`: the size its first page is read in when it breaks, which no ceiling of the
 * POS may cut. `smallest`: the fewest records a page may have. `list`: which one it is, in words.
 */
export type PageParts = {
  fetch: (page: number, size: number) => Promise<ListPage>
  first: number
  smallest?: number
  list?: string
}

/** A total that goes up and down without end must not keep reading from its end. */
const MOST_RETURNS = 25

/** The beginning of a list. */
export function startOf(source: string): PageCursor {
  return { page: 1, before: 0, size: 0, total: null, returns: 0, source, asked: 0 }
}

/**
 * Reads a list to its end: until as many records were seen as the POS says there are, or, where it doesn't say, until a
 * page is shorter than the first.
 *
 * The list moves while it is read. What is added pushes records to later pages: they come twice, which does no harm.
 * What is taken away pulls records to pages already read: when the total shrinks, reading goes back as many pages as it
 * shrank by, so that none is missed.
 *
 * @param parts then a page the POS keeps answering with an error is read in parts, and a record that causes it is left out,
 *   named by its place
 * @throws {AdapterError} `invalid_response` when the list ends before its own total: taking that for the whole list would
 *   make the rest look deleted.
 */
export async function* readPages(
  fetch: (page: number) => Promise<ListPage>,
  toRecord: (payload: unknown) => SourceRecord,
  from: PageCursor | null,
  source = '',
  parts?: PageParts,
): AsyncGenerator<Page> {
  let cursor: PageCursor = from ?? startOf(source)
  for (;;) {
    const { page, asked } = cursor
    const answer = await (parts && asked > 0 ? parts.fetch(page, asked) : fetch(page)).catch(
      (error: unknown) => {
        if (!parts || !isOfARecord(error)) throw error
        // How long pages are is known once one was seen; before that, the list is read in pages of a known size.
        if (cursor.size === 0) cursor = { ...cursor, asked: parts.first }
        return readInParts(parts, page, cursor.asked || cursor.size, error)
      },
    )
    const { total } = answer
    const records = answer.records.map(toRecord)
    const { leftOut, missing } = 'leftOut' in answer ? answer : { leftOut: [], missing: 0 }
    const count = countOnce(records) + missing
    const next = advance(cursor, count, total)
    const done = isLast(next, count)
    if (!done && count === 0) throw endedEarly(next)
    yield { records, cursor: next, done, total, ...(leftOut.length > 0 && { leftOut }) }
    if (done) return
    cursor = next
  }
}

function readInParts(
  { fetch, first: _, ...parts }: PageParts,
  page: number,
  size: number,
  error: AdapterError,
) {
  const around = { ...parts, skip: (page - 1) * size, size }
  return readAround((skip, take) => fetch(skip / take + 1, take), around, error)
}

function advance(cursor: PageCursor, count: number, total: number | null): PageCursor {
  const size = Math.max(cursor.size, cursor.asked, count)
  const gone = cursor.total !== null && total !== null ? cursor.total - total : 0
  if (gone > 0 && cursor.page > 1 && cursor.returns < MOST_RETURNS) {
    const page = Math.max(1, cursor.page - Math.ceil(gone / Math.max(1, size)))
    return { ...cursor, page, before: (page - 1) * size, size, total, returns: cursor.returns + 1 }
  }
  return { ...cursor, page: cursor.page + 1, before: cursor.before + count, size, total }
}

function isLast(next: PageCursor, count: number): boolean {
  return next.total === null ? count < next.size || count === 0 : next.before >= next.total
}

function endedEarly(cursor: PageCursor): AdapterError {
  return new AdapterError(
    'invalid_response',
    `The POS said there are ${cursor.total} records but sent only ${cursor.before}. Cairn reads the list again.`,
  )
}
