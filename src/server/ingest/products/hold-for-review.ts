import type { NormalizedProduct } from '#server/catalog/normalize-product.ts'
import { newId } from '#server/lib/ids.ts'
import type { Batch } from '../types.ts'

/** How many candidates a person is shown. */
const most = 5

/**
 * Puts products into the review list, or refreshes them there, each with what it may be another key of: products of the
 * same store with a barcode in common (score 1), or of the same brand and name, in a size in common (0.8). One statement,
 * whose two joins are by equality: a thousand records beside ten thousand sale units are no million comparisons.
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
     ), candidate AS (
       SELECT h.id AS held_id, v.product_id, true AS same_barcode
         FROM (SELECT id, unnest(barcodes) AS barcode FROM held) h
         JOIN (SELECT v.product_id, unnest(v.barcodes) AS barcode FROM product p JOIN variant v ON v.product_id = p.id
                WHERE p.store_id = $2 AND p.status <> 'deleted') v USING (barcode)
       UNION ALL
       SELECT h.id, p.id, false
         FROM held h
         JOIN product p ON p.store_id = $2 AND p.status <> 'deleted'
          AND lower(p.name) = lower(h.name) AND lower(p.brand) = lower(h.brand)
        WHERE EXISTS (SELECT FROM variant v WHERE v.product_id = p.id AND v.label = ANY(h.labels))
     ), ranked AS (
       SELECT held_id, product_id, bool_or(same_barcode) AS same_barcode,
              row_number() OVER (PARTITION BY held_id ORDER BY bool_or(same_barcode) DESC, product_id) AS place
         FROM candidate GROUP BY held_id, product_id
     ), best AS (
       SELECT held_id, jsonb_agg(jsonb_build_object(
                'productId', product_id,
                'reason', CASE WHEN same_barcode THEN 'barcode' ELSE 'name' END,
                'score', CASE WHEN same_barcode THEN 1 ELSE 0.8 END) ORDER BY same_barcode DESC, product_id) AS proposals
         FROM ranked WHERE place <= ${most} GROUP BY held_id
     )
     INSERT INTO review_item (id, organization_id, store_id, connection_id, entity, source_id, name, brand, proposals,
                              run_id, delivery_id)
     SELECT h.id, $1, $2, $3, 'products', h."sourceId", h.name, h.brand, coalesce(b.proposals, '[]'), h."runId",
            h."deliveryId"
       FROM held h LEFT JOIN best b ON b.held_id = h.id
     ON CONFLICT (connection_id, entity, source_id) DO UPDATE SET
       name = excluded.name, brand = excluded.brand, proposals = excluded.proposals, last_seen_at = now()`,
    [scope.organizationId, scope.storeId, scope.connectionId, JSON.stringify(rows)],
  )
}
