import type { z } from 'zod'
import type { SyncEntity } from '../../model/sync.ts'
import { rowsIn } from '../kit/rows-in.ts'
import { customerPageSchema, oneTicketSchema, ticketPageSchema } from './people-schema.ts'
import { packagePageSchema, productPageSchema, stockPageSchema } from './schema.ts'

const productPage = productPageSchema.transform(({ data }) => data.product_list)

const pages: Record<SyncEntity, z.ZodType<unknown[]>[]> = {
  products: [productPage],
  // Masked quantities come with the products.
  inventory: [stockPageSchema.transform(({ data }) => data.stock), productPage],
  batches: [packagePageSchema.transform(({ data }) => data)],
  customers: [customerPageSchema.transform(({ data }) => data)],
  orders: [
    ticketPageSchema.transform(({ ticketList }) => ticketList),
    // A ticket asked for by its number.
    oneTicketSchema.transform(({ data }) => [data]),
  ],
}

/** Records in saved answers, see the contract. */
export function recordsIn(entity: SyncEntity, json: unknown): unknown[] {
  return rowsIn(json, pages[entity])
}
