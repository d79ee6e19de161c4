import type { PoolClient } from 'pg'
import type { Scope } from '../types.ts'

/** How many candidates a person is shown. */
const most = 5

/**
 * What held records may be another key of, as CTEs ending in `best` (held_id, proposals): products of the same store with a
 * barcode in common (score 1), or of the same brand and name, in a size in common (0.8). Both joins are by
 * equality: a thousand records beside ten thousand sale units are no ten million comparisons.
 * @param held a CTE with id, name, brand, barcodes and labels
 * @param store SQL of the store's id
 */
export const bestOf = (held: string, store: string): string => `candidate AS (
       SELECT h.id AS held_id, v.product_id, true AS same_barcode
         FROM (SELECT id, unnest(barcodes) AS barcode FROM ${held}) h
         JOIN (SELECT v.product_id, unnest(v.barcodes) AS barcode FROM product p JOIN variant v ON v.product_id = p.id
                WHERE p.store_id = ${store} AND p.status <> 'deleted') v USING (barcode)
       UNION ALL
       SELECT h.id, p.id, false
         FROM ${held} h
         JOIN product p ON p.store_id = ${store} AND p.status <> 'deleted'
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
     )`

/**
 * Proposes products that have just been made to the records that still wait in their store: of two records of one thing,
 * the second is no longer without a proposal once the first became a product.
 */
export async function proposeNew(tx: PoolClient, scope: Scope, sourceIds: string[]): Promise<void> {
  await tx.query(
    `WITH made AS (
       SELECT p.name, p.brand, v.barcodes FROM product p JOIN variant v ON v.product_id = p.id
        WHERE p.connection_id = $1 AND p.source_id = ANY($3::text[])
     ), held AS (
       SELECT r.id, r.name, r.brand, r.barcodes, r.labels FROM review_item r
        WHERE r.organization_id = $4 AND r.state = 'waiting' AND r.store_id = $2
          AND (r.barcodes && ARRAY(SELECT unnest(barcodes) FROM made)
               OR (lower(r.name), lower(r.brand)) IN (SELECT lower(name), lower(brand) FROM made))
     ), ${bestOf('held', '$2')}
     UPDATE review_item r SET proposals = best.proposals FROM best WHERE r.id = best.held_id`,
    [scope.connectionId, scope.storeId, sourceIds, scope.organizationId],
  )
}
