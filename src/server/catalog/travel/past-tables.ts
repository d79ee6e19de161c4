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
 * Rows of what belongs to products, as the first event since that tells of each kept them. An event is looked up by its
 * position, one by one: they are few beside all that were looked through.
 */
const undoneParts = (told: string, parts: string[]) => `
  undone AS MATERIALIZED (
    SELECT d.part, d.id, kept.value
      FROM (SELECT u.part, u.id, min(e.position) AS position
              FROM (SELECT e.position, e.data -> 'undo' AS undo FROM ${told} OFFSET 0) e
             CROSS JOIN LATERAL (
                   ${parts.map((part) => `SELECT '${part}' AS part, id FROM jsonb_object_keys(e.undo -> '${part}') AS id`).join(' UNION ALL ')}) u
             GROUP BY u.part, u.id) d
     CROSS JOIN LATERAL (
           SELECT e.data #> ARRAY['undo', d.part, d.id] AS value FROM event e WHERE e.position = d.position LIMIT 1) kept
  ),`

/**
 * Common table expressions, without their WITH, that put the tables of the catalogue as they were at a moment in place of
 * the tables themselves: any statement over `product`, `variant`, `price`, `inventory_level` and `batch` that begins with
 * them is about then; `present` is the products as they are. Each column and row has the value the first event after the
 * moment kept of it, or else the present one; products that came later are not there. Events of a connection are in the
 * order of their positions, because one transaction at a time takes in records of a connection.
 * Which events decide is found by keys alone, and only theirs are values read of: sorting all values took ten times as
 * long.
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
  const told = product
    ? `event e WHERE e.stream = ANY(ARRAY(SELECT stream FROM kin)) AND e.occurred_at > ${moment}`
    : `travelled c JOIN event e ON e.connection_id = c.id WHERE e.occurred_at > ${moment}`
  const productTables = `
  present AS NOT MATERIALIZED (SELECT * FROM product),
  travelled AS MATERIALIZED (SELECT c.id FROM connection c WHERE ${conditions.join(' AND ')}),
  ${product ? kinOf(product, moment) : ''}
  deciding AS MATERIALIZED (
    SELECT stream, position, array_agg(key) AS keys
      FROM (SELECT e.stream, key, min(e.position) AS position
              FROM (SELECT e.stream, e.position, e.data #> '{undo,product}' AS undo FROM ${told}
                       AND e.type IN ('product.changed', 'product.removed', 'inventory.changed') OFFSET 0) e
             CROSS JOIN LATERAL jsonb_object_keys(e.undo) AS key
             GROUP BY e.stream, key) firsts
     GROUP BY stream, position
  ),
  patch AS MATERIALIZED (
    SELECT substr(d.stream, 9)::uuid AS id, jsonb_object_agg(key, kept.columns -> key) AS columns
      FROM deciding d
     CROSS JOIN LATERAL (
           SELECT e.data #> '{undo,product}' AS columns FROM event e WHERE e.position = d.position LIMIT 1) kept
     CROSS JOIN LATERAL unnest(d.keys) AS key
     GROUP BY d.stream
  ),
  -- The event says when a product came; only where the row is not clearly older need it be asked.
  later AS MATERIALIZED (
    SELECT p.id FROM travelled c JOIN product p ON p.connection_id = c.id
     CROSS JOIN LATERAL (
           SELECT FROM event e
            WHERE e.stream = 'product:' || p.id AND e.version = 1 AND e.occurred_at > ${moment}
              AND e.type = 'product.created' LIMIT 1) came
     WHERE p.created_at > ${moment}::timestamptz - interval '1 hour'
  ),
  product AS MATERIALIZED (
    SELECT past.* FROM travelled c
      JOIN product p ON p.connection_id = c.id
      LEFT JOIN patch ON patch.id = p.id
     CROSS JOIN LATERAL jsonb_populate_record(p, patch.columns) AS past
     WHERE p.id NOT IN (SELECT id FROM later) ${product ? `AND p.id = ${product}` : ''}
  )`
  if (product) return `${productTables},${undoneParts(told, ['variants', 'levels', 'batches'])}${partTables}`
  if (!('variants' in of && of.variants)) return productTables
  return `${productTables},${undoneParts(`${told} AND e.type = 'product.changed'`, ['variants'])}${partTables}`
}

/** What belongs to products; levels and batches only where `undone` has theirs. */
const partTables = `
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
