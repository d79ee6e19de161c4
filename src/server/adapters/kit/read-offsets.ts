import { z } from 'zod'
import type { SourceRecord } from '../../model/source-record.ts'
import type { Page } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import type { ListPage } from './list-page.ts'
import { type FetchPart, isOfARecord, readAround } from './read-around.ts'
import { countOnce } from './source-record.ts'

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
 * Reads a list that is asked for by "skip so many".
 *
 * Each page begins a few records before the end of the last one. Is none of those found in it, the list has moved under
 * the reader, who goes back a page until one is found: so nothing that was pulled to an earlier page is missed. What was
 * read before comes twice then, which does no harm. Where the POS says how many there are, the end is where as many were
 * seen. Where it doesn't, the end is a page that is shorter than the longest, or no longer than the overlap, or brings
 * nothing new, as when the POS does not page at all; a page shorter than asked for is not, since a POS may allow fewer.
 *
 * @param options.fetch a page, as records alone or with how many there are in all
 * @param options.size how many records a page is asked for
 * @param options.fetchPart the same list, so many records of it: then a page the POS keeps answering with an error is read
 *   in parts, and a record that causes it is left out, named by its place in the `list`
 * @throws {AdapterError} `invalid_response` when the list ends before its own total: taking that for the whole list would
 *   make the rest look deleted
 */
export async function* readOffsets(options: {
  fetch: (skip: number) => Promise<unknown[] | ListPage>
  toRecord: (payload: unknown) => SourceRecord
  size: number
  from: OffsetCursor | null
  fetchPart?: FetchPart
  list?: string
}): AsyncGenerator<Page> {
  const { fetch, toRecord, size, from, fetchPart, list } = options
  let cursor: OffsetCursor = from ?? { skip: 0, anchors: '', longest: 0, returns: 0 }
  let wentBack = false
  for (;;) {
    const anchors = cursor.anchors.split('\n')
    const { skip } = cursor
    const answer = await fetch(skip).catch((error: unknown) => {
      if (!fetchPart || !isOfARecord(error)) throw error
      return readAround(fetchPart, { skip, size, ...(list && { list }) }, error)
    })
    const { records: rows, total } = Array.isArray(answer) ? { records: answer, total: null } : answer
    const leftOut = 'leftOut' in answer ? answer.leftOut : []
    const page = rows.map(toRecord)
    const count = countOnce(page) + leftOut.length
    const known = page.findLastIndex(({ sourceId }) => anchors.includes(sourceId))
    if (known === -1 && cursor.skip > 0 && cursor.returns < MOST_RETURNS) {
      cursor = { ...cursor, skip: Math.max(0, cursor.skip - size), returns: cursor.returns + 1 }
      wentBack = true
      continue
    }
    const records = page.slice(known + 1)
    const done =
      total === null
        ? count < cursor.longest || count <= OVERLAP || (records.length === 0 && !wentBack)
        : cursor.skip + count >= total
    if (!done && records.length === 0 && !wentBack) throw endedEarly(total, cursor.skip + count)
    wentBack = false
    const last = page.slice(-OVERLAP).map(({ sourceId }) => sourceId)
    const next: OffsetCursor = {
      skip: Math.max(0, cursor.skip + count - OVERLAP),
      anchors: last.join('\n'),
      longest: Math.max(cursor.longest, count),
      returns: cursor.returns,
    }
    yield { records, cursor: next, done, total, ...(leftOut.length > 0 && { leftOut }) }
    if (done) return
    cursor = next
  }
}

function endedEarly(total: number | null, seen: number): AdapterError {
  return new AdapterError(
    'invalid_response',
    `The POS said there are ${total} records but sent only ${seen}. Cairn reads the list again.`,
  )
}
