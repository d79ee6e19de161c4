import type { SyncEntity } from '../../model/sync.ts'
import { rowsIn } from '../kit/rows-in.ts'
import { recordsOf } from './read.ts'
import { productPageSchema, recordListSchema } from './schema.ts'

const pages = [productPageSchema.transform(recordsOf), recordListSchema]

/** Records in saved answers, see the contract. Bulk answers and the HAL lists of older services look alike for every entity. */
export function recordsIn(_entity: SyncEntity, json: unknown): unknown[] {
  return rowsIn(json, pages)
}
