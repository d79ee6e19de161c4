import type { PoolClient } from 'pg'

export type QuantityBefore = { quantity: string; quantity_bound: string; changed_at: string }

/**
 * Sums the levels of products into the figure lists show. Only rooms that sell count; one masked level makes the sum
 * a lower bound.
 * @returns the columns of the products that changed, as they were, by product id
 */
export async function refreshQuantities(
  tx: PoolClient,
  productIds: string[],
): Promise<Map<string, QuantityBefore>> {
  const { rows } = await tx.query<{ id: string; before: QuantityBefore }>(
    `UPDATE product p SET quantity = s.quantity, quantity_bound = s.bound, changed_at = now()
       FROM (
         SELECT i.id, coalesce(sum(l.quantity) FILTER (WHERE o.sellable), 0) AS quantity,
                CASE WHEN bool_or(l.bound = 'at_least' AND o.sellable) THEN 'at_least' ELSE 'exact' END AS bound,
                (SELECT jsonb_build_object('quantity', b.quantity::text, 'quantity_bound', b.quantity_bound,
                                           'changed_at', b.changed_at)
                   FROM product b WHERE b.id = i.id) AS before
           FROM unnest($1::uuid[]) AS i(id)
           LEFT JOIN variant v ON v.product_id = i.id
           LEFT JOIN inventory_level l ON l.variant_id = v.id
           LEFT JOIN location o ON o.id = l.location_id
          GROUP BY i.id) s
      WHERE p.id = s.id AND (p.quantity, p.quantity_bound) IS DISTINCT FROM (s.quantity, s.bound)
      RETURNING p.id, s.before`,
    [[...new Set(productIds)]],
  )
  return new Map(rows.map(({ id, before }) => [id, before]))
}
