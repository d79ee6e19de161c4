import type { PoolClient } from 'pg'

/** Counts the sale units and prices of products that have, or had, several source keys: over all of them. */
export async function refreshSummaries(tx: PoolClient, productIds: string[]): Promise<void> {
  await tx.query(
    `UPDATE product p SET variant_count = s.variants, min_price_minor = s.least, max_price_minor = s.most
       FROM (
         SELECT i.id, count(DISTINCT v.id)::int AS variants,
                min(r.amount_minor) FILTER (WHERE r.currency = o.currency) AS least,
                max(r.amount_minor) FILTER (WHERE r.currency = o.currency) AS most
           FROM unnest($1::uuid[]) AS i(id)
           JOIN product o ON o.id = i.id
           LEFT JOIN variant v ON v.product_id = i.id
           LEFT JOIN price r ON r.variant_id = v.id
          GROUP BY i.id) s
      WHERE p.id = s.id
        AND (p.variant_count, p.min_price_minor, p.max_price_minor) IS DISTINCT FROM (s.variants, s.least, s.most)`,
    [productIds],
  )
}
