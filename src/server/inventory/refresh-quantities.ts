import type { PoolClient } from 'pg'

/**
 * Sums the levels of products into the figure lists show. Only rooms that sell count; one masked level makes the sum
 * a lower bound.
 */
export async function refreshQuantities(tx: PoolClient, productIds: string[]): Promise<void> {
  await tx.query(
    `UPDATE product p SET quantity = s.quantity, quantity_bound = s.bound, changed_at = now()
       FROM (
         SELECT i.id, coalesce(sum(l.quantity) FILTER (WHERE o.sellable), 0) AS quantity,
                CASE WHEN bool_or(l.bound = 'at_least' AND o.sellable) THEN 'at_least' ELSE 'exact' END AS bound
           FROM unnest($1::uuid[]) AS i(id)
           LEFT JOIN variant v ON v.product_id = i.id
           LEFT JOIN inventory_level l ON l.variant_id = v.id
           LEFT JOIN location o ON o.id = l.location_id
          GROUP BY i.id) s
      WHERE p.id = s.id AND (p.quantity, p.quantity_bound) IS DISTINCT FROM (s.quantity, s.bound)`,
    [[...new Set(productIds)]],
  )
}
