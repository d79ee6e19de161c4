import type { PoolClient } from 'pg'
import { batchJson, levelJson, productJson, variantJson } from './row-json.ts'

export type Row = Record<string, unknown>

/** A product with all that hangs on it, as rows by id. */
export type ProductImage = {
  productId: string
  product: Row
  variants: Record<string, Row>
  levels: Record<string, Row>
  batches: Record<string, Row>
}

/**
 * Products as they are, in one statement: taken before and after writing, they tell what takes the change back.
 * @param sourceIds the POS's ids of products
 * @param variantSourceIds also the products that own these variants now
 */
export async function readImages(
  tx: PoolClient,
  connectionId: string,
  sourceIds: string[],
  variantSourceIds: string[],
): Promise<ProductImage[]> {
  const { rows } = await tx.query<ProductImage>(
    `WITH touched AS (
       SELECT id FROM product WHERE connection_id = $1 AND source_id = ANY($2::text[])
       UNION SELECT product_id FROM variant WHERE connection_id = $1 AND source_id = ANY($3::text[])
     ), mine AS (SELECT v.* FROM variant v JOIN touched t ON t.id = v.product_id)
     SELECT p.id AS "productId", ${productJson('p')} AS product,
            (SELECT coalesce(jsonb_object_agg(v.id, ${variantJson('v')}), '{}')
               FROM mine v WHERE v.product_id = p.id) AS variants,
            (SELECT coalesce(jsonb_object_agg(l.id, ${levelJson('l')}), '{}')
               FROM mine v JOIN inventory_level l ON l.variant_id = v.id WHERE v.product_id = p.id) AS levels,
            (SELECT coalesce(jsonb_object_agg(b.id, ${batchJson('b')}), '{}')
               FROM mine v JOIN batch b ON b.variant_id = v.id WHERE v.product_id = p.id) AS batches
       FROM product p JOIN touched t ON t.id = p.id`,
    [connectionId, sourceIds, variantSourceIds],
  )
  return rows
}
