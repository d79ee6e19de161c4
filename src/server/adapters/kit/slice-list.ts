import { z } from 'zod'
import type { SourceRecord } from '../../model/source-record.ts'
import type { Page } from '../contract.ts'

/** The id of the last record that was handed out. */
export const sliceCursorSchema = z.object({ after: z.string() })

/**
 * Hands out a list that came in one answer in pages, in the order of ids: going on behind a cursor works in a newer
 * answer too, whatever came or went meanwhile.
 * @param after the last id handed out before, empty to begin
 */
export function* sliceList(records: SourceRecord[], after: string, size: number): Generator<Page> {
  const rest = records
    .filter(({ sourceId }) => sourceId > after)
    .sort((a, b) => (a.sourceId < b.sourceId ? -1 : a.sourceId > b.sourceId ? 1 : 0))
  for (let start = 0; start === 0 || start < rest.length; start += size) {
    const page = rest.slice(start, start + size)
    yield {
      records: page,
      cursor: { after: page.at(-1)?.sourceId ?? after },
      done: start + size >= rest.length,
      total: records.length,
    }
  }
}
