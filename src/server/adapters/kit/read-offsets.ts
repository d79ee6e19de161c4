import { z } from 'zod'
import type { Page, SourceRecord } from '../contract.ts'

/** Where to go on: how many records to skip, the last ids seen before there, the longest page, how often it went back. */
export const offsetCursorSchema = z.object({
  skip: z.int().min(0),
  /** A line each, since a cursor holds only scalars. */
  anchors: z.string(),
  longest: z.int().min(0),
  returns: z.int().min(0),
})
export type OffsetCursor = z.infer<typeof offsetCursorSchema>

/** Pages overlap by so many records: what is taken away up to there needs no going back. */
const OVERLAP = 3

/** A list that never settles must not keep reading from its end. */
const MOST_RETURNS = 25

/**
 * Reads a list that is asked for by "skip so many" and doesn't say how long it is.
 *
 * Each page begins a few records before the end of the last one. Is none of those found in it, the list has moved under
 * the reader, who goes back a page until one is found: so nothing that was pulled to an earlier page is missed. What was
 * read before comes twice then, which does no harm. The end is a page that is shorter than the longest, or no longer than
 * the overlap; a page shorter than asked for is not, since a POS may allow fewer.
 *
 * @param options.size how many records a page is asked for
 */
export async function* readOffsets(options: {
  fetch: (skip: number) => Promise<unknown[]>
  toRecord: (payload: unknown) => SourceRecord
  size: number
  from: OffsetCursor | null
}): AsyncGenerator<Page> {
  const { fetch, toRecord, size, from } = options
  let cursor: OffsetCursor = from ?? { skip: 0, anchors: '', longest: 0, returns: 0 }
  for (;;) {
    const anchors = cursor.anchors.split('\n')
    const page = (await fetch(cursor.skip)).map(toRecord)
    const known = page.findLastIndex(({ sourceId }) => anchors.includes(sourceId))
    if (known === -1 && cursor.skip > 0 && cursor.returns < MOST_RETURNS) {
      cursor = { ...cursor, skip: Math.max(0, cursor.skip - size), returns: cursor.returns + 1 }
      continue
    }
    const records = page.slice(known + 1)
    const done = page.length < cursor.longest || page.length <= OVERLAP
    const last = page.slice(-OVERLAP).map(({ sourceId }) => sourceId)
    const next: OffsetCursor = {
      skip: Math.max(0, cursor.skip + page.length - OVERLAP),
      anchors: last.join('\n'),
      longest: Math.max(cursor.longest, page.length),
      returns: cursor.returns,
    }
    yield { records, cursor: next, done, total: null }
    if (done) return
    cursor = next
  }
}
