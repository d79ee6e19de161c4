import { z } from 'zod'
import type { SourceRecord } from '../../model/source-record.ts'
import type { Page } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import { type AroundPage, isOfARecord, readAround } from './read-around.ts'

/** The next page, and the first id of the last one. */
export const emptyEndCursorSchema = z.object({ page: z.int().min(0), first: z.string() })
export type EmptyEndCursor = z.infer<typeof emptyEndCursorSchema>

type FetchPage = (page: number, size?: number) => Promise<unknown[]>

/**
 * Reads a numbered list whose end is an empty page, from page 0 on: where pages are numbered from 1, page 0 is empty or
 * the same as page 1, and neither is taken for the end. A page the POS keeps answering with an error is read in smaller
 * ones, and a record that causes it is left out, named by its place.
 * @param options.fetch a page, of `size` records or of another size
 * @throws {AdapterError} `invalid_response` when the POS sends the same page over and over, whatever number is asked for
 */
export async function* readUntilEmpty(options: {
  fetch: FetchPage
  size: number
  toRecord: (payload: unknown) => SourceRecord
  from: EmptyEndCursor | null
}): AsyncGenerator<Page> {
  const { fetch, size, toRecord, from } = options
  let cursor: EmptyEndCursor = from ?? { page: 0, first: '' }
  for (;;) {
    const answer = await fetch(cursor.page).catch((error: unknown) => {
      if (!isOfARecord(error)) throw error
      return readInParts(fetch, cursor.page, size, error)
    })
    const { records: rows, leftOut } = Array.isArray(answer) ? { records: answer, leftOut: [] } : answer
    const records = rows.map(toRecord)
    const first = records[0]?.sourceId ?? ''
    if (first !== '' && first === cursor.first && cursor.page > 1) throw stuck()
    const done = records.length === 0 && leftOut.length === 0 && cursor.page > 0
    cursor = { page: cursor.page + 1, first }
    yield { records, cursor, done, total: null, ...(leftOut.length > 0 && { leftOut }) }
    if (done) return
  }
}

async function readInParts(
  fetch: FetchPage,
  page: number,
  size: number,
  failure: AdapterError,
): Promise<AroundPage | unknown[]> {
  const lowest = await lowestNumber(fetch, failure)
  if (page < lowest) return []
  const around = { skip: (page - lowest) * size, size }
  return readAround((skip, take) => fetch(skip / take + lowest, take), around, failure)
}

/**
 * Whether pages are numbered from 0 or from 1, told by the first two pages of one record: from 1, page 0 is empty, or the
 * same as page 1 in what it gives and in failing.
 */
async function lowestNumber(fetch: FetchPage, failure: AdapterError): Promise<0 | 1> {
  const look = async (page: number) => {
    try {
      const [record, ...others] = await fetch(page, 1)
      // A POS that takes no notice of the size cannot be read in parts.
      if (others.length > 0) throw failure
      return record === undefined ? '' : JSON.stringify(record)
    } catch (error) {
      if (error === failure || !isOfARecord(error)) throw error
      return 'broken'
    }
  }
  const [zeroth, first] = [await look(0), await look(1)]
  return zeroth === '' || zeroth === first ? 1 : 0
}

function stuck(): AdapterError {
  return new AdapterError(
    'invalid_response',
    'The POS answered two pages of a list with the same records, so its end cannot be found. Cairn reads the list again.',
  )
}
