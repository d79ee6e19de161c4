import type { Pool } from 'pg'
import { newId } from '#server/lib/ids.ts'

/** How many of a hundred events are changes of stock, of prices and of batches. */
export type Mix = { stock: number; prices: number; batches: number }

export type Filled = { organizationId: string; connectionId: string; moment: Date }

const days = 30

/**
 * A store of `products` with one sale unit each, and `events` of the thirty days since `moment`, in the form the ingest
 * writes them: a change of stock keeps the level and mostly the product's figures, one of prices the sale unit.
 */
export async function fillLog(pool: Pool, products: number, events: number, mix: Mix): Promise<Filled> {
  const [organizationId, storeId, connectionId] = [newId(), newId(), newId()]
  const now = new Date()
  const moment = new Date(now.getTime() - days * 24 * 3_600_000)
  const began = new Date(moment.getTime() - 24 * 3_600_000)
  await pool.query(`INSERT INTO organization (id, name) VALUES ($1, 'Bench')`, [organizationId])
  await pool.query(
    `INSERT INTO store (id, organization_id, name, time_zone, jurisdiction) VALUES ($1, $2, 'Bench', 'UTC', 'US-CA')`,
    [storeId, organizationId],
  )
  await pool.query(
    `INSERT INTO connection (id, organization_id, store_id, vendor, name, status, sign_in_method, updated_at, created_at)
     VALUES ($1, $2, $3, 'any', 'Bench', 'active', 'none', now(), $4)`,
    [connectionId, organizationId, storeId, began],
  )
  await pool.query(
    `INSERT INTO location (id, connection_id, source_id, name) VALUES (gen_random_uuid(), $1, 'floor', 'Floor')`,
    [connectionId],
  )
  const owner = [organizationId, storeId, connectionId]
  await pool.query(insertProducts, [...owner, products, began])
  await pool.query(insertVariants, [connectionId])
  await pool.query(insertCreations, [...owner, began])
  await pool.query(insertEvents, [...owner, events, moment, now, mix.stock, mix.stock + mix.prices, products])
  await pool.query('VACUUM ANALYZE')
  await pool.query('CHECKPOINT')
  return { organizationId, connectionId, moment }
}

const insertProducts = `
  INSERT INTO product (id, organization_id, store_id, connection_id, source_id, name, brand, description, status,
                       source_category, categories, category_rule, effects, flavors, ingredients, tags, potency,
                       currency, min_price_minor, max_price_minor, quantity, variant_count, created_at)
  SELECT gen_random_uuid(), $1, $2, $3, i::text, 'Product ' || md5(i::text), 'Brand ' || i % 40, repeat('word ', 60), 'active',
         '{FLOWER}', '{flower}', 'built-in:flower', '{calm}', '{}', '{}', '{}',
         '[{"analyte": "thc", "min": "20", "max": "22", "unit": "%"}]', 'USD', 1000 + i, 1000 + i, i % 90, 1, $5
    FROM generate_series(1, $4::int) i`

const insertVariants = `
  WITH made AS (
    INSERT INTO variant (id, product_id, connection_id, source_id, sku, barcodes)
    SELECT gen_random_uuid(), id, connection_id, source_id, 'sku ' || source_id, '{}' FROM product WHERE connection_id = $1
    RETURNING id, source_id, product_id
  ), priced AS (
    INSERT INTO price (id, variant_id, kind, currency, amount_minor)
    SELECT gen_random_uuid(), id, 'regular', 'USD', 1000 + source_id::int FROM made
  )
  INSERT INTO inventory_level (id, variant_id, location_id, customer_type, quantity)
  SELECT gen_random_uuid(), m.id, l.id, 'both', m.source_id::int % 90
    FROM made m JOIN location l ON l.connection_id = $1`

const insertCreations = `
  INSERT INTO event (id, organization_id, store_id, connection_id, stream, version, type, data, occurred_at)
  SELECT gen_random_uuid(), $1, $2, $3, 'product:' || id, 1, 'product.created',
         jsonb_build_object('name', name, 'changes', '[]'::jsonb), $4
    FROM product WHERE connection_id = $3`

/** Every product's turn comes again and again; what an event is of goes by its number. */
const insertEvents = `
  WITH numbered AS (
    SELECT row_number() OVER (ORDER BY p.id) - 1 AS number, p.id, p.changed_at, v.id AS variant, to_jsonb(v) AS variant_row,
           l.id AS level, to_jsonb(l) || '{"quantity": "17.0000"}' AS level_row
      FROM product p JOIN variant v ON v.product_id = p.id JOIN inventory_level l ON l.variant_id = v.id
     WHERE p.connection_id = $3
  )
  INSERT INTO event (id, organization_id, store_id, connection_id, stream, version, type, schema_version, cause, data,
                     occurred_at)
  SELECT gen_random_uuid(), $1, $2, $3, 'product:' || n.id, 2 + i / $9::int,
         CASE WHEN kind < $7 THEN 'inventory.changed' WHEN kind < $8 THEN 'product.changed' ELSE 'batches.changed' END, 2,
         jsonb_build_object('runId', n.id),
         CASE WHEN kind < $7 THEN jsonb_build_object('changes', jsonb_build_array(jsonb_build_object(
                'field', 'quantity', 'before', (i % 90)::text, 'after', ((i + 7) % 90)::text, 'bound', 'exact', 'unit', 'each',
                'levelId', n.level, 'variantId', n.variant, 'location', 'Floor', 'customerType', 'both')),
                'undo', jsonb_build_object('levels', jsonb_build_object(n.level, n.level_row)) ||
                  CASE WHEN i % 5 = 0 THEN '{}' ELSE jsonb_build_object('product', jsonb_build_object(
                    'quantity', (i % 90)::text, 'quantity_bound', 'exact', 'changed_at', n.changed_at)) END)
              WHEN kind < $8 THEN jsonb_build_object('name', 'Product', 'changes', jsonb_build_array(jsonb_build_object(
                'field', 'minPriceMinor', 'before', 900 + i % 300, 'after', 900 + (i + 7) % 300)),
                'undo', jsonb_build_object('product', jsonb_build_object('min_price_minor', 900 + i % 300,
                  'max_price_minor', 900 + i % 300, 'changed_at', n.changed_at),
                  'variants', jsonb_build_object(n.variant, n.variant_row || jsonb_build_object('prices', jsonb_build_array(
                    jsonb_build_object('kind', 'regular', 'currency', 'USD', 'amount_minor', 900 + i % 300, 'label', '',
                      'position', 0, 'variant_id', n.variant, 'min_quantity', null, 'quantity_unit', null))))))
              ELSE '{"changes": [{"field": "batch", "before": null, "after": "L1"}], "undo": {"batches": {}}}' END,
         $5::timestamptz + ($6::timestamptz - $5) * ((i + 1) / ($4::float + 1))
    FROM generate_series(0, $4::int - 1) i
   CROSS JOIN LATERAL (SELECT (i * 7919 + i / $9::int * 31) % 100 AS kind) kinds
    JOIN numbered n ON n.number = i % $9::int
   ORDER BY i`
