import type { SyncEntity } from '../../model/sync.ts'
import { rowsIn } from '../kit/rows-in.ts'
import { recordsOf } from './read.ts'
import { productPageSchema, recordListSchema } from './schema.ts'

const bulk = productPageSchema.transform(recordsOf)

/** Records in saved answers, see the contract: bulk answers, and the HAL lists of older services. Invoices hold products too. */
export function recordsIn(entity: SyncEntity, json: unknown): unknown[] {
  const isBulk = entity === 'products' || entity === 'inventory'
  return rowsIn(json, isBulk ? [bulk, recordListSchema] : [recordListSchema])
}
