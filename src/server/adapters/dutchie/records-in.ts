import type { SyncEntity } from '../../model/sync.ts'
import { rowsIn } from '../kit/rows-in.ts'
import { fieldsOf } from '../kit/source-record.ts'
import { stockOfProducts, toPackageRecord } from './read-stock.ts'

/** Records in saved answers, see the contract. Lists come bare; stock is put together by product as reading does. */
export function recordsIn(entity: SyncEntity, json: unknown): unknown[] {
  const rows = rowsIn(json, [])
  if (entity !== 'inventory') return rows
  const isStock = (row: unknown) => Array.isArray(fieldsOf(row)['packages'])
  const packages = rows.filter((row) => !isStock(row)).map(toPackageRecord)
  return [...rows.filter(isStock), ...stockOfProducts(packages).map(({ payload }) => payload)]
}
