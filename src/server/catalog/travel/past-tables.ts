import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import type { SqlValues } from '#server/db/sql-values.ts'

/**
 * Whose past is asked for: of one product with all that belongs to it, or of many. Of many there are no levels and no
 * batches as they were, and variants only when `variants` says so.
 */
export type PastOf = { productId: string } | { connectionId?: string | undefined; variants?: boolean }

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
 * The streams one product's past lies in: its own, and those of all products its variants have been at since, for what
 * happened to one there is told there. A variant it had then is still its own, or its own events tell how it went.
 */
const kinOf = (product: string, moment: string) => `
  own AS MATERIALIZED (
    SELECT id::text FROM variant WHERE product_id = ${product}
     UNION
    SELECT jsonb_object_keys(e.data #> '{undo,variants}')
      FROM event e WHERE e.stream = 'product:' || ${product}::text AND e.occurred_at > ${moment}
  ),
  kin AS MATERIALIZED (
    SELECT 'product:' || ${product}::text AS stream
     UNION
    SELECT e.stream
      FROM travelled c
      JOIN event e ON e.connection_id = c.id AND e.occurred_at > ${moment} AND e.type = 'product.changed'
     WHERE e.data #> '{undo,variants}' ?| ARRAY(SELECT id FROM own)
  ),`

/**
 * Common table expressions, without their WITH, that put the tables of the catalogue as they were at a moment in place of
 * the tables themselves: any statement over `product`, `variant`, `price`, `inventory_level` and `batch` that begins with
 * them is about then; `present` is the products as they are. Each column and row has the value the first event after the
 * moment kept of it, or else the present one; products that came later are not there. Events of a connection are in the
 * order of their positions, because one transaction at a time takes in records of a connection.
 * Which events those are is found out by their keys alone, in a table of hashes; values are read of those that decide.
 * Names and rooms of locations are today's.
 */
export function pastTables(scope: QueryScope, at: Date, of: PastOf, sql: SqlValues): string {
  const moment = sql.bind(at)
  const product = 'productId' in of ? `${sql.bind(of.productId)}::uuid` : null
  const connectionId = 'connectionId' in of ? of.connectionId : undefined
  const conditions = [scopeCondition('c', scope, sql)]
  if (connectionId) conditions.push(`c.id = ${sql.bind(connectionId)}`)
  // What it shares source keys with may be of another connection of its store.
  if (product) conditions.push(`c.store_id = (SELECT store_id FROM product WHERE id = ${product})`)
  const parts = product
    ? ['variants', 'levels', 'batches']
    : 'variants' in of && of.variants
      ? ['variants']
      : []
  const told = product
    ? `event e WHERE e.stream IN (SELECT stream FROM kin) AND`
    : `travelled c JOIN event e ON e.connection_id = c.id WHERE`
  return `
  present AS NOT MATERIALIZED (SELECT * FROM product),
  travelled AS MATERIALIZED (SELECT c.id FROM connection c WHERE ${conditions.join(' AND ')}),
  ${product ? kinOf(product, moment) : ''}
  deciding AS MATERIALIZED (
    SELECT u.part, u.id, u.key, min(e.position) AS position
      FROM (SELECT e.position, e.stream, e.data -> 'undo' AS undo FROM ${told} e.occurred_at > ${moment}
               AND e.type IN ('product.changed', 'product.removed', 'inventory.changed', 'batches.changed')) e
     CROSS JOIN LATERAL (
           SELECT 'product' AS part, substr(e.stream, 9) AS id, key FROM jsonb_object_keys(e.undo -> 'product') AS key
           ${parts.map((part) => `UNION ALL SELECT '${part}', id, '' FROM jsonb_object_keys(e.undo -> '${part}') AS id`).join('\n           ')}) u
     GROUP BY u.part, u.id, u.key
  ),
  undone AS MATERIALIZED (
    SELECT d.part, d.id, d.key,
           e.data #> ARRAY['undo', d.part, CASE WHEN d.part = 'product' THEN d.key ELSE d.id END] AS value
      FROM deciding d JOIN event e ON e.position = d.position AND e.occurred_at > ${moment}
  ),
  patch AS MATERIALIZED (
    SELECT id::uuid AS id, jsonb_object_agg(key, value) AS columns FROM undone WHERE part = 'product' GROUP BY id
  ),
  later AS MATERIALIZED (
    SELECT substr(e.stream, 9)::uuid AS id FROM ${told} e.occurred_at > ${moment} AND e.type = 'product.created'
  ),
  product AS MATERIALIZED (
    SELECT past.* FROM travelled c
      JOIN product p ON p.connection_id = c.id
      LEFT JOIN patch ON patch.id = p.id
     CROSS JOIN LATERAL jsonb_populate_record(p, patch.columns) AS past
     WHERE p.id NOT IN (SELECT id FROM later) ${product ? `AND p.id = ${product}` : ''}
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
