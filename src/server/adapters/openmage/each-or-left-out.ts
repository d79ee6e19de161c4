import type { SourceRecord } from '../../model/source-record.ts'
import type { LeftOut } from '../contract.ts'
import { isOfARecord, MOST_LEFT_OUT } from '../kit/read-around.ts'
import { firstAlone } from './first-alone.ts'
import type { ListRow, Window } from './read-windows.ts'

/**
 * Each row's record by calls of its own; what the shop answers with an error is left out, named by its id. Two beside each
 * other mean that the shop is out of order, not a record.
 * @throws {AdapterError} the first failure that is of no record, or of too many
 */
export async function eachOrLeftOut(
  rows: ListRow[],
  toRecord: (row: ListRow) => Promise<SourceRecord>,
): Promise<Window> {
  const leftOut = new Map<number, LeftOut>()
  const records = await firstAlone([...rows.entries()], async ([index, row]) => {
    try {
      return [await toRecord(row)]
    } catch (error) {
      const beside = leftOut.has(index - 1) || leftOut.has(index + 1)
      if (!isOfARecord(error) || beside || leftOut.size === MOST_LEFT_OUT) throw error
      leftOut.set(index, leftOutOf(row.id, error.message))
      return []
    }
  })
  return { records: records.flat(), leftOut: [...leftOut.values()] }
}

export const leftOutOf = (id: string, reason: string): LeftOut => ({
  place: id,
  name: `Record ${id}`,
  reason,
})
