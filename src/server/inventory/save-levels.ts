import type { PoolClient } from 'pg'

export type LevelWrite = {
  id: string
  recordId: string
  variantId: string
  productId: string
  locationId: string
  location: string
  customerType: string
  quantity: string
  bound: string
  unit: string
  sourceUpdatedAt: Date | null
}

/** Inserts or updates levels and removes others, each in one statement. */
export async function saveLevels(tx: PoolClient, levels: LevelWrite[], removedIds: string[]): Promise<void> {
  if (removedIds.length > 0)
    await tx.query('DELETE FROM inventory_level WHERE id = ANY($1::uuid[])', [removedIds])
  if (levels.length === 0) return
  await tx.query(
    `INSERT INTO inventory_level (id, variant_id, location_id, customer_type, quantity, bound, unit, record_id,
                                  source_updated_at)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::numeric[], $6::text[], $7::text[],
                          $8::uuid[], $9::timestamptz[])
     ON CONFLICT (variant_id, location_id, customer_type) DO UPDATE SET
       quantity = excluded.quantity, bound = excluded.bound, unit = excluded.unit, record_id = excluded.record_id,
       source_updated_at = excluded.source_updated_at,
       changed_at = CASE
         WHEN (inventory_level.quantity, inventory_level.bound, inventory_level.unit)
              IS DISTINCT FROM (excluded.quantity, excluded.bound, excluded.unit) THEN now()
         ELSE inventory_level.changed_at END`,
    [
      levels.map((level) => level.id),
      levels.map((level) => level.variantId),
      levels.map((level) => level.locationId),
      levels.map((level) => level.customerType),
      levels.map((level) => level.quantity),
      levels.map((level) => level.bound),
      levels.map((level) => level.unit),
      levels.map((level) => level.recordId),
      levels.map((level) => level.sourceUpdatedAt),
    ],
  )
}
