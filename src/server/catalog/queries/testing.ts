/** For tests only: rows as the ingest would write them, made set by set. */
import type { Queryable } from '#server/db/transaction.ts'
import { newId } from '#server/lib/ids.ts'

/** An active connection called "Counter". */
export async function insertConnection(
  db: Queryable,
  organizationId: string,
  storeId: string,
): Promise<string> {
  const id = newId()
  await db.query(
    `INSERT INTO connection (id, organization_id, store_id, vendor, name, status, sign_in_method, entities, updated_at)
     VALUES ($1, $2, $3, 'any', 'Counter', 'active', 'any', '{products}', now())`,
    [id, organizationId, storeId],
  )
  return id
}

/**
 * A connection with products named "Product 000001" on: of 40 brands, a tenth pre-rolls, prices rising by a cent,
 * stock from 0 to 99.
 */
export async function insertProducts(db: Queryable, organizationId: string, storeId: string, count: number) {
  const connectionId = await insertConnection(db, organizationId, storeId)
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO product (id, organization_id, store_id, connection_id, source_id, name, brand, status, source_category,
                          categories, category_rule, effects, flavors, ingredients, tags, currency, min_price_minor,
                          max_price_minor, quantity, variant_count, changed_at)
     SELECT gen_random_uuid(), $1, $2, $3, 'p' || n, 'Product ' || lpad(n::text, 6, '0'), 'Brand ' || n % 40, 'active',
            '{}', ARRAY[CASE n % 10 WHEN 0 THEN 'pre-roll/pack' ELSE 'flower/pre-pack' END], 'test', '{}', '{}', '{}',
            '{}', 'USD', 1000 + n, 1000 + n, n % 100, 1, timestamptz '2026-01-01' + n * interval '1 minute'
       FROM generate_series(1, $4) AS n
     RETURNING id`,
    [organizationId, storeId, connectionId, count],
  )
  return { connectionId, productIds: rows.map(({ id }) => id) }
}

/** A run that waits. */
export async function insertRun(
  db: Queryable,
  organizationId: string,
  connectionId: string,
): Promise<string> {
  const id = newId()
  await db.query(
    `INSERT INTO sync_run (id, organization_id, connection_id, mode, trigger) VALUES ($1, $2, $3, 'full', 'schedule')`,
    [id, organizationId, connectionId],
  )
  return id
}

/** An open issue of a record that is called like its connection. */
export async function insertIssue(
  db: Queryable,
  organizationId: string,
  connectionId: string,
): Promise<string> {
  const id = newId()
  await db.query(
    `INSERT INTO record_issue (id, organization_id, connection_id, entity, source_id, code, message, severity)
     VALUES ($1, $2, $3::uuid, 'products', $3::text, 'missing_field', 'It has no name.', 'error')`,
    [id, organizationId, connectionId],
  )
  return id
}
