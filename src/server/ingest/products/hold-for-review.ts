import type { NormalizedProduct } from '#server/catalog/normalize-product.ts'
import { newId } from '#server/lib/ids.ts'
import type { Batch } from '../types.ts'
import { bestOf } from './propose.ts'

/**
 * Puts products into the review list, or refreshes them there, each with what it may be another key of: products of the
 * same store. One statement.
 */
export async function holdForReview(batch: Batch, products: NormalizedProduct[]): Promise<void> {
  const { tx, scope, causeOf } = batch
  const rows = products.map(({ sourceId, name, brand, variants }) => {
    const cause = causeOf(sourceId)
    return {
      id: newId(),
      sourceId,
      name,
      brand,
      barcodes: variants.flatMap((variant) => variant.barcodes),
      labels: variants.map((variant) => variant.label),
      runId: 'runId' in cause ? cause.runId : null,
      deliveryId: 'deliveryId' in cause ? cause.deliveryId : null,
    }
  })
  await tx.query(
    `WITH held AS (
       SELECT * FROM jsonb_to_recordset($4::jsonb) AS i(id uuid, "sourceId" text, name text, brand text,
         barcodes text[], labels text[], "runId" uuid, "deliveryId" uuid)
     ), ${bestOf('held', '$2')}
     INSERT INTO review_item (id, organization_id, store_id, connection_id, entity, source_id, name, brand, barcodes, labels,
                              proposals, run_id, delivery_id)
     SELECT h.id, $1, $2, $3, 'products', h."sourceId", h.name, h.brand, h.barcodes, h.labels,
            coalesce(b.proposals, '[]'), h."runId", h."deliveryId"
       FROM held h LEFT JOIN best b ON b.held_id = h.id
     ON CONFLICT (connection_id, entity, source_id) DO UPDATE SET
       name = excluded.name, brand = excluded.brand, barcodes = excluded.barcodes, labels = excluded.labels, proposals = excluded.proposals, last_seen_at = now()`,
    [scope.organizationId, scope.storeId, scope.connectionId, JSON.stringify(rows)],
  )
}
