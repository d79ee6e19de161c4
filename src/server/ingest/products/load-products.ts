import type { PoolClient } from 'pg'
import type { ProductState } from './product-state.ts'

/** A product as stored, with the row ids of itself and its variants. */
export type StoredProduct = {
  id: string
  /** Of its own record; what other source keys brought it is left out. */
  state: ProductState
  variantIds: Record<string, string>
  /** It has other source keys. */
  linked: boolean
}

/** Reads the products of these source ids, variants and prices included, in one statement. */
export async function loadProducts(
  tx: PoolClient,
  connectionId: string,
  sourceIds: string[],
): Promise<Map<string, StoredProduct>> {
  const { rows } = await tx.query<StoredProduct & { sourceId: string }>(
    `SELECT p.id, p.source_id AS "sourceId",
            EXISTS (SELECT FROM product_alias a WHERE a.product_id = p.id) AS linked, coalesce(v.ids, '{}') AS "variantIds", json_build_object(
        'name', p.name, 'brand', p.brand, 'description', p.description, 'status', p.status,
        'sourceCategory', p.source_category, 'categories', p.categories, 'categoryRule', p.category_rule,
        'strainType', p.strain_type, 'strainName', p.strain_name, 'effects', p.effects, 'flavors', p.flavors,
        'ingredients', p.ingredients, 'tags', p.tags, 'potency', p.potency, 'images', p.images,
        'variants', coalesce(v.states, '[]')) AS state
       FROM product p
       LEFT JOIN LATERAL (
         SELECT json_object_agg(v.source_id, v.id) AS ids, json_agg(json_build_object(
             'sourceId', v.source_id, 'sku', v.sku, 'barcodes', v.barcodes, 'label', v.label,
             'weight', trim_scale(v.weight)::text, 'weightUnit', v.weight_unit,
             'minWeight', trim_scale(v.min_weight)::text, 'weightStep', trim_scale(v.weight_step)::text,
             'customerType', v.customer_type, 'lowStockAt', trim_scale(v.low_stock_at)::text, 'position', v.position,
             'prices', coalesce((
               SELECT json_agg(json_build_object('kind', r.kind, 'currency', r.currency, 'amountMinor', r.amount_minor,
                   'minQuantity', trim_scale(r.min_quantity)::text, 'quantityUnit', r.quantity_unit, 'label', r.label)
                   ORDER BY r.position)
                 FROM price r WHERE r.variant_id = v.id), '[]')) ORDER BY v.position, v.source_id) AS states
           FROM variant v WHERE v.product_id = p.id AND v.alias_source_id IS NULL) v ON true
      WHERE p.connection_id = $1 AND p.source_id = ANY($2::text[])`,
    [connectionId, sourceIds],
  )
  return new Map(rows.map((row) => [row.sourceId, row]))
}
