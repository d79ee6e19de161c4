import { z } from 'zod'
import type { QueryScope } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { customerTypeSchema, potencySchema, unitSchema } from '#server/model/product.ts'
import { pastTables } from '../travel/past-tables.ts'

/** Times inside JSON arrive as text. */
const jsonDate = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

const priceSchema = z.object({
  kind: z.enum(['regular', 'sale', 'tier']),
  currency: z.string(),
  amountMinor: z.number().int(),
  minQuantity: z.string().nullable(),
  quantityUnit: unitSchema.nullable(),
  label: z.string(),
})

const levelSchema = z.object({
  locationName: z.string(),
  sellable: z.boolean(),
  customerType: customerTypeSchema,
  quantity: z.string(),
  bound: z.enum(['exact', 'at_least']),
  unit: unitSchema,
  changedAt: jsonDate,
})

const batchSchema = z.object({
  lot: z.string().nullable(),
  complianceTag: z.string().nullable(),
  locationName: z.string().nullable(),
  quantity: z.string(),
  unit: unitSchema,
  reserved: z.string(),
  sellable: z.boolean(),
  /** Calendar days, YYYY-MM-DD. */
  receivedOn: z.string().nullable(),
  harvestedOn: z.string().nullable(),
  expiresOn: z.string().nullable(),
  labResults: z.array(potencySchema),
})

const variantSchema = z.object({
  id: z.string(),
  sourceId: z.string(),
  sku: z.string().nullable(),
  barcodes: z.array(z.string()),
  label: z.string(),
  weight: z.string().nullable(),
  weightUnit: unitSchema.nullable(),
  minWeight: z.string().nullable(),
  weightStep: z.string().nullable(),
  customerType: customerTypeSchema,
  lowStockAt: z.string().nullable(),
  prices: z.array(priceSchema),
  levels: z.array(levelSchema),
  batches: z.array(batchSchema),
})
export type VariantDetail = z.infer<typeof variantSchema>

/**
 * The variants of a product with their prices, stock by location and batches, in one statement.
 * @param past as of then; absent, as they are
 * @returns weights and quantities as decimals in text, prices in minor units
 */
export async function listVariants(
  db: Queryable,
  productId: string,
  past?: { scope: QueryScope; at: Date },
): Promise<VariantDetail[]> {
  const sql = sqlValues([productId])
  const tables = past ? `WITH ${pastTables(past.scope, past.at, { productId }, sql)}` : ''
  const { rows } = await db.query(
    `${tables} SELECT v.id, v.source_id AS "sourceId", v.sku, v.barcodes, v.label,
            trim_scale(v.weight)::text AS weight, v.weight_unit AS "weightUnit",
            trim_scale(v.min_weight)::text AS "minWeight", trim_scale(v.weight_step)::text AS "weightStep",
            v.customer_type AS "customerType", trim_scale(v.low_stock_at)::text AS "lowStockAt",
            coalesce(prices.list, '[]') AS prices, coalesce(levels.list, '[]') AS levels,
            coalesce(batches.list, '[]') AS batches
       FROM variant v
       LEFT JOIN LATERAL (
            SELECT jsonb_agg(jsonb_build_object(
                     'kind', kind, 'currency', currency, 'amountMinor', amount_minor,
                     'minQuantity', trim_scale(min_quantity)::text, 'quantityUnit', quantity_unit, 'label', label)
                   ORDER BY position, min_quantity NULLS FIRST, id) AS list
              FROM price WHERE variant_id = v.id) prices ON true
       LEFT JOIN LATERAL (
            SELECT jsonb_agg(jsonb_build_object(
                     'locationName', l.name, 'sellable', l.sellable, 'customerType', i.customer_type,
                     'quantity', trim_scale(i.quantity)::text, 'bound', i.bound, 'unit', i.unit,
                     'changedAt', i.changed_at)
                   ORDER BY l.name, i.customer_type) AS list
              FROM inventory_level i JOIN location l ON l.id = i.location_id WHERE i.variant_id = v.id) levels ON true
       LEFT JOIN LATERAL (
            SELECT jsonb_agg(jsonb_build_object(
                     'lot', lot, 'complianceTag', compliance_tag, 'locationName', location_name,
                     'quantity', trim_scale(quantity)::text, 'unit', unit, 'reserved', trim_scale(reserved)::text,
                     'sellable', sellable, 'receivedOn', received_on, 'harvestedOn', harvested_on,
                     'expiresOn', expires_on, 'labResults', lab_results)
                   ORDER BY expires_on NULLS LAST, lot, id) AS list
              FROM batch WHERE variant_id = v.id) batches ON true
      WHERE v.product_id = $1
      ORDER BY v.position, v.id`,
    sql.values,
  )
  return variantSchema.array().parse(rows)
}
