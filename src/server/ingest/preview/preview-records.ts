import type { SyncEntity } from '#server/model/sync.ts'
import { previewBatches } from './preview-batches.ts'
import { previewLevels } from './preview-levels.ts'
import { previewCustomers, previewOrders } from './preview-people.ts'
import { previewProducts } from './preview-products.ts'
import type { Preview, PreviewBatch } from './types.ts'

const previews: Record<SyncEntity, (batch: PreviewBatch) => Promise<Map<string, Preview>>> = {
  products: previewProducts,
  inventory: previewLevels,
  batches: previewBatches,
  customers: previewCustomers,
  orders: previewOrders,
}

/** What taking in changed records would do, by source id: mapped and compared as they would be, and nothing written. */
export function previewRecords(entity: SyncEntity, batch: PreviewBatch): Promise<Map<string, Preview>> {
  return batch.records.length === 0 ? Promise.resolve(new Map()) : previews[entity](batch)
}
