import { customerDraftSchema } from '../model/customer.ts'
import { batchDraftSchema, inventoryLevelDraftSchema } from '../model/inventory.ts'
import { orderDraftSchema } from '../model/order.ts'
import { productDraftSchema } from '../model/product.ts'
import type { SyncEntity } from '../model/sync.ts'
import type { Adapter, MapContext, Mapped } from './contract.ts'

/** What a draft of each entity must look like. */
export const draftSchemas = {
  products: productDraftSchema,
  inventory: inventoryLevelDraftSchema,
  batches: batchDraftSchema,
  customers: customerDraftSchema,
  orders: orderDraftSchema,
}

/** The adapter's mapper of an entity. */
export function mapperOf(
  { map }: Adapter,
  entity: SyncEntity,
): (payload: unknown, context: MapContext) => Mapped<unknown> {
  const { product, inventory, batch, customer, order } = map
  return { products: product, inventory, batches: batch, customers: customer, orders: order }[entity]
}
