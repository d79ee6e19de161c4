import { z } from 'zod'
import type { SourceRecord } from '../../model/source-record.ts'
import type { Page } from '../contract.ts'
import { AdapterError } from '../errors.ts'

/** The next page, and the first id of the last one. */
export const emptyEndCursorSchema = z.object({ page: z.int().min(0), first: z.string() })
export type EmptyEndCursor = z.infer<typeof emptyEndCursorSchema>

/**
 * Reads a numbered list whose end is an empty page, from page 0 on: where pages are numbered from 1, page 0 is empty or
 * the same as page 1, and neither is taken for the end.
 * @throws {AdapterError} `invalid_response` when the POS sends the same page over and over, whatever number is asked for
 */
export async function* readUntilEmpty(options: {
  fetch: (page: number) => Promise<unknown[]>
  toRecord: (payload: unknown) => SourceRecord
  from: EmptyEndCursor | null
}): AsyncGenerator<Page> {
  const { fetch, toRecord, from } = options
  let cursor: EmptyEndCursor = from ?? { page: 0, first: '' }
  for (;;) {
    const records = (await fetch(cursor.page)).map(toRecord)
    const first = records[0]?.sourceId ?? ''
    if (first !== '' && first === cursor.first && cursor.page > 1) throw stuck()
    const done = records.length === 0 && cursor.page > 0
    cursor = { page: cursor.page + 1, first }
    yield { records, cursor, done, total: null }
    if (done) return
  }
}

function stuck(): AdapterError {
  return new AdapterError(
    'invalid_response',
    'The POS answered two pages of a list with the same records, so its end cannot be found. Cairn reads the list again.',
  )
}
