import type { PoolClient } from 'pg'
import { newId } from '#server/lib/ids.ts'
import { againMark } from '../compare-hashes.ts'
import type { VariantState } from './product-state.ts'

export type VariantWrite = { id: string; productId: string; state: VariantState }

/**
 * Inserts or updates variants and replaces their prices. A variant that belonged to another product moves here.
 * @returns whether one did
 */
export async function saveVariants(
  tx: PoolClient,
  connectionId: string,
  variants: VariantWrite[],
): Promise<boolean> {
  if (variants.length === 0) return false
  const rows = variants.map(({ state: { prices: _, ...state }, id, productId }) => ({
    ...state,
    id,
    productId,
  }))
  const saved = await tx.query<{ id: string; sourceId: string }>(
    `INSERT INTO variant (id, product_id, connection_id, source_id, sku, barcodes, label, weight, weight_unit,
        min_weight, weight_step, customer_type, low_stock_at, position)
     SELECT id, "productId", $1, "sourceId", sku, barcodes, label, weight, "weightUnit",
        "minWeight", "weightStep", "customerType", "lowStockAt", position
       FROM jsonb_to_recordset($2::jsonb) AS i(id uuid, "productId" uuid, "sourceId" text, sku text, barcodes text[],
        label text, weight numeric, "weightUnit" text, "minWeight" numeric, "weightStep" numeric,
        "customerType" text, "lowStockAt" numeric, position int)
     ON CONFLICT (connection_id, source_id) DO UPDATE SET
        product_id = excluded.product_id, alias_source_id = NULL, sku = excluded.sku, barcodes = excluded.barcodes, label = excluded.label,
        weight = excluded.weight, weight_unit = excluded.weight_unit, min_weight = excluded.min_weight,
        weight_step = excluded.weight_step, customer_type = excluded.customer_type,
        low_stock_at = excluded.low_stock_at, position = excluded.position
     RETURNING id, source_id AS "sourceId"`,
    [connectionId, JSON.stringify(rows)],
  )
  const ids = new Map(saved.rows.map((row) => [row.sourceId, row.id]))
  await replacePrices(tx, variants, ids)
  return variants.some(({ id, state }) => ids.get(state.sourceId) !== id)
}

async function replacePrices(
  tx: PoolClient,
  variants: VariantWrite[],
  ids: Map<string, string>,
): Promise<void> {
  const existing = variants.flatMap(({ id, state }) =>
    ids.get(state.sourceId) === id ? [] : [ids.get(state.sourceId)],
  )
  await tx.query('DELETE FROM price WHERE variant_id = ANY($1::uuid[])', [
    [...variants.map((variant) => variant.id), ...existing],
  ])
  const rows = variants.flatMap(({ state }) =>
    state.prices.map((price, position) => ({
      ...price,
      id: newId(),
      variantId: ids.get(state.sourceId),
      position,
    })),
  )
  if (rows.length === 0) return
  await tx.query(
    `INSERT INTO price (id, variant_id, kind, currency, amount_minor, min_quantity, quantity_unit, label, position)
     SELECT id, "variantId", kind, currency, "amountMinor", "minQuantity", "quantityUnit", label, position
       FROM jsonb_to_recordset($1::jsonb) AS i(id uuid, "variantId" uuid, kind text, currency text, "amountMinor" int,
        "minQuantity" numeric, "quantityUnit" text, label text, position int)`,
    [JSON.stringify(rows)],
  )
}

/**
 * Removes variants their product no longer has, with their prices, levels and batches. The stock records those came
 * from are marked to be mapped again: what they tell may belong to another product's variant now.
 * @param productIds products just written
 * @param kept source ids of all variants they still have
 */
export async function removeOtherVariants(
  tx: PoolClient,
  productIds: string[],
  kept: string[],
): Promise<void> {
  const own = 'product_id = ANY($2::uuid[]) AND alias_source_id IS NULL'
  await removeVariants(tx, `${own} AND source_id <> ALL($3::text[])`, [productIds, kept])
}

/**
 * Removes sale units that came from other source keys of their product, as {@link removeOtherVariants} does.
 * @param aliases source ids of the records they came from
 * @param kept source ids of the sale units those records still have
 */
export async function removeLinkedVariants(
  tx: PoolClient,
  connectionId: string,
  aliases: string[],
  kept: string[],
): Promise<void> {
  const linked = 'connection_id = $2 AND alias_source_id = ANY($3::text[])'
  await removeVariants(tx, `${linked} AND source_id <> ALL($4::text[])`, [connectionId, aliases, kept])
}

async function removeVariants(tx: PoolClient, condition: string, values: unknown[]): Promise<void> {
  await tx.query(
    `WITH gone AS (DELETE FROM variant WHERE ${condition} RETURNING id)
     UPDATE source_record SET hash = $1 || hash WHERE hash NOT LIKE $1 || '%' AND id IN (
       SELECT record_id FROM inventory_level WHERE variant_id IN (SELECT id FROM gone)
       UNION SELECT record_id FROM batch WHERE variant_id IN (SELECT id FROM gone))`,
    [againMark, ...values],
  )
}

/** Notes which record sale units come from, where it is another source key of their product; the lists are parallel. */
export async function markLinked(
  tx: PoolClient,
  connectionId: string,
  sourceIds: string[],
  aliases: string[],
): Promise<void> {
  await tx.query(
    `UPDATE variant v SET alias_source_id = i.alias FROM unnest($2::text[], $3::text[]) AS i(source_id, alias)
      WHERE v.connection_id = $1 AND v.source_id = i.source_id AND v.alias_source_id IS DISTINCT FROM i.alias`,
    [connectionId, sourceIds, aliases],
  )
}
