import type { z } from 'zod'
import type { SyncEntity } from '../../model/sync.ts'
import { rowsIn } from '../kit/rows-in.ts'
import { fieldsOf } from '../kit/source-record.ts'
import { customerPageSchema, saleListSchema } from './people-schema.ts'
import { recordsOf } from './read.ts'
import { rowListSchema } from './schema.ts'

const data = rowListSchema.transform((page) => page.data)
const pages: Record<SyncEntity, z.ZodType<unknown[]>[]> = {
  products: [data],
  inventory: [data],
  batches: [data],
  customers: [customerPageSchema],
  orders: [saleListSchema.transform(({ orders }) => orders)],
}

/** Records in saved answers, see the contract. Rows become products and stock as reading makes them. */
export function recordsIn(entity: SyncEntity, json: unknown): unknown[] {
  const rows = rowsIn(json, pages[entity])
  if (entity === 'customers' || entity === 'orders') return rows
  const packages = rows.flatMap((row) => {
    const { packages: together } = fieldsOf(row)
    return Array.isArray(together) ? together : [row]
  })
  return recordsOf[entity](packages).map(({ payload }) => payload)
}
