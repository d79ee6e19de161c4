import type { SourceRecord } from '../../model/source-record.ts'
import type { LeftOut } from '../contract.ts'
import { isOfARecord, MOST_LEFT_OUT } from '../kit/read-around.ts'
import { firstAlone } from './first-alone.ts'
import type { ListRow, Window } from './read-windows.ts'

/**
 * Each row's record by calls of its own; what the shop answers with an error is left out, named by its id.
 * @throws {AdapterError} the first failure that is of no record, or of too many
 */
export async function eachOrLeftOut(
  rows: ListRow[],
  toRecord: (row: ListRow) => Promise<SourceRecord>,
): Promise<Window> {
  const leftOut: LeftOut[] = []
  const records = await firstAlone(rows, async (row) => {
    try {
      return [await toRecord(row)]
    } catch (error) {
      if (!isOfARecord(error) || leftOut.length === MOST_LEFT_OUT) throw error
      leftOut.push(leftOutOf(row.id, error.message))
      // None of several could be had: it is the shop.
      if (leftOut.length === rows.length && rows.length > 1) throw error
      return []
    }
  })
  return { records: records.flat(), leftOut }
}

export const leftOutOf = (id: string, reason: string): LeftOut => ({
  place: id,
  name: `Record ${id}`,
  reason,
})
