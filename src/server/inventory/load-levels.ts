import type { PoolClient } from 'pg'
import { levelJson } from '#server/catalog/travel/row-json.ts'

/** A level as stored. `quantity` trimmed. */
export type StoredLevel = {
  id: string
  recordId: string | null
  variantId: string
  productId: string
  locationId: string
  location: string
  customerType: string
  quantity: string
  bound: string
  unit: string
  sourceUpdatedAt: Date | null
  /** The row itself, as an event keeps it. */
  row: Record<string, unknown>
}

/**
 * The levels that came from these records, and all others of these variants. The owner is looked up for each level that is
 * there: joined, every statement would read all variants.
 */
export async function loadLevels(
  tx: PoolClient,
  recordIds: string[],
  variantIds: string[],
): Promise<StoredLevel[]> {
  const { rows } = await tx.query<StoredLevel>(
    `SELECT l.id, l.record_id AS "recordId", l.variant_id AS "variantId",
            (SELECT v.product_id FROM variant v WHERE v.id = l.variant_id) AS "productId",
            l.location_id AS "locationId", o.name AS location, l.customer_type AS "customerType",
            trim_scale(l.quantity)::text AS quantity, l.bound, l.unit,
            l.source_updated_at AS "sourceUpdatedAt", ${levelJson('l')} AS row
       FROM inventory_level l JOIN location o ON o.id = l.location_id
      WHERE l.id IN (SELECT id FROM inventory_level WHERE record_id = ANY($1::uuid[])
                     UNION ALL SELECT id FROM inventory_level WHERE variant_id = ANY($2::uuid[]))`,
    [recordIds, variantIds],
  )
  return rows
}
