import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import type { SqlValues } from '#server/db/sql-values.ts'

/**
 * Whose past is asked for. `productId`: of this product alone, which reads less. `parts`: what of it besides the products
 * themselves is looked at; the tables of the others must not be used.
 */
export type PastOf = {
  connectionId?: string | undefined
  productId?: string | undefined
  parts?: readonly Part[]
}
type Part = 'variants' | 'levels' | 'batches'

/** Rows of a table as they were: those nothing took hold of since, and those that events have kept. */
const rowsAsOf = (table: string, part: string, owner: string, ownerKey: string) => `
  ${table} AS (
    SELECT t.* FROM ${table} t JOIN ${owner} o ON o.id = t.${ownerKey}
     WHERE t.id::text NOT IN (SELECT id FROM undone WHERE part = '${part}')
    UNION ALL
    SELECT r.* FROM undone u CROSS JOIN LATERAL jsonb_populate_record(NULL::${table}, u.value) r
     WHERE u.part = '${part}' AND u.value <> 'null'
  )`

/**
 * The streams one product's past lies in: its own, and those of all products between which a variant has wandered since,
 * for what came to it at one of them is told there.
 */
const kinOf = (product: string, moment: string) => `
  kin AS MATERIALIZED (
    SELECT 'product:' || ${product}::text AS stream
     UNION
    SELECT 'product:' || unnest(ARRAY[u.value ->> 'product_id', v.product_id::text])
      FROM travelled c
      JOIN event e ON e.connection_id = c.id AND e.occurred_at > ${moment} AND e.type = 'product.changed'
     CROSS JOIN LATERAL jsonb_each(e.data #> '{undo,variants}') u
      LEFT JOIN variant v ON v.id = u.key::uuid
     WHERE u.value ->> 'product_id' IS DISTINCT FROM v.product_id::text AND u.value <> 'null'
  ),`

/**
 * Common table expressions, without their WITH, that put the tables of the catalogue as they were at a moment in place of
 * the tables themselves: any statement over `product`, `variant`, `price`, `inventory_level` and `batch` that begins with
 * them is about then. Each column and row has the value the first event after the moment kept of it, or else the present
 * one; products that came later are not there. Events of a connection are in the order of their positions, because one
 * transaction at a time takes in records of a connection.
 * Names and rooms of locations are today's.
 */
export function pastTables(scope: QueryScope, at: Date, of: PastOf, sql: SqlValues): string {
  const moment = sql.bind(at)
  const parts = (of.parts ?? ['variants', 'levels', 'batches']).map((part) => `'${part}'`).join(', ')
  const conditions = [scopeCondition('c', scope, sql)]
  if (of.connectionId) conditions.push(`c.id = ${sql.bind(of.connectionId)}`)
  const product = of.productId && `${sql.bind(of.productId)}::uuid`
  if (product) conditions.push(`c.id = (SELECT connection_id FROM product WHERE id = ${product})`)
  return `
  travelled AS MATERIALIZED (SELECT c.id FROM connection c WHERE ${conditions.join(' AND ')}),
  ${product ? kinOf(product, moment) : ''}
  undone AS MATERIALIZED (
    SELECT DISTINCT ON (u.part, u.id, u.key) u.part, u.id, u.key, u.value
      FROM travelled c
      JOIN event e ON e.connection_id = c.id AND e.occurred_at > ${moment}
     CROSS JOIN LATERAL (
           SELECT 'product' AS part, substr(e.stream, 9) AS id, key, value FROM jsonb_each(e.data #> '{undo,product}')
            UNION ALL
           SELECT parts.part, rows.key, '', rows.value
             FROM unnest(ARRAY[${parts}]::text[]) AS parts(part),
                  jsonb_each(e.data -> 'undo' -> parts.part) AS rows) u
     WHERE e.type IN ('product.changed', 'product.removed', 'inventory.changed', 'batches.changed')
       ${product ? `AND (e.type = 'product.changed' OR e.stream IN (SELECT stream FROM kin))` : ''}
     ORDER BY u.part, u.id, u.key, e.position
  ),
  patch AS MATERIALIZED (
    SELECT id::uuid AS id, jsonb_object_agg(key, value) AS columns FROM undone WHERE part = 'product' GROUP BY id
  ),
  later AS MATERIALIZED (
    SELECT substr(e.stream, 9)::uuid AS id FROM travelled c
      JOIN event e ON e.connection_id = c.id AND e.occurred_at > ${moment} AND e.type = 'product.created'
  ),
  product AS MATERIALIZED (
    SELECT past.* FROM travelled c
      JOIN product p ON p.connection_id = c.id
      LEFT JOIN patch ON patch.id = p.id
     CROSS JOIN LATERAL jsonb_populate_record(p, patch.columns) AS past
     WHERE p.id NOT IN (SELECT id FROM later)
  ),
  ${rowsAsOf('variant', 'variants', 'product', 'product_id')},
  price AS (
    SELECT r.* FROM price r JOIN variant v ON v.id = r.variant_id
     WHERE v.id::text NOT IN (SELECT id FROM undone WHERE part = 'variants')
    UNION ALL
    SELECT r.* FROM undone u CROSS JOIN LATERAL jsonb_populate_recordset(NULL::price, u.value -> 'prices') r
     WHERE u.part = 'variants' AND u.value <> 'null'
  ),
  ${rowsAsOf('inventory_level', 'levels', 'variant', 'variant_id')},
  ${rowsAsOf('batch', 'batches', 'variant', 'variant_id')}`
}
