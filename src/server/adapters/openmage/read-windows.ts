import { z } from 'zod'
import type { SourceRecord } from '../../model/source-record.ts'
import type { LeftOut, Page } from '../contract.ts'
import { fieldsOf } from '../kit/source-record.ts'

/** The last id that was read. */
export const windowCursorSchema = z.object({ after: z.string() })
export type WindowCursor = z.infer<typeof windowCursorSchema>

const idSchema = z.union([
  z
    .string()
    .trim()
    .regex(/^\d{1,20}$/),
  z.number().transform(String),
])

/** What a window brought; `leftOut`: what the shop answers with an error. */
export type Window = { records: SourceRecord[]; leftOut: LeftOut[] }

/** A row of a list and its id; empty when it has none. */
export type ListRow = { id: string; row: unknown }

/**
 * Reads a list that comes whole, with little of each record, in windows of its ids; what is missing is fetched for each.
 * Going on behind a cursor asks for the ids above it, so it works in a newer list too.
 * @param options.list the rows, where the POS can narrow them only those with an id above `after`
 * @param options.idField where a row has its id
 * @param options.toRecords rows of a window, in the order of their ids, to records; fewer when some are gone by now
 */
export async function* readWindows(options: {
  list: (after: string) => Promise<unknown[]>
  idField: string
  size: number
  from: WindowCursor | null
  toRecords: (rows: ListRow[]) => Promise<Window>
}): AsyncGenerator<Page> {
  const { list, idField, size, from, toRecords } = options
  const after = from?.after ?? ''
  const rows = (await list(after))
    .map((row) => ({ id: idSchema.safeParse(fieldsOf(row)[idField]).data ?? '', row }))
    .filter(({ id }) => from === null || compareIds(id, after) > 0)
    // Those without an id come first, since no cursor could point behind them.
    .sort((a, b) => compareIds(a.id, b.id))
  const total = from === null ? rows.length : null
  for (let start = 0; start === 0 || start < rows.length; start += size) {
    const window = rows.slice(start, start + size)
    const { records, leftOut } = await toRecords(window)
    yield {
      records,
      cursor: { after: window.at(-1)?.id ?? after },
      done: start + size >= rows.length,
      total,
      ...(leftOut.length > 0 && { leftOut }),
    }
  }
}

/** By size: ids are whole numbers of any length. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}
