import type { QueryScope } from '#server/access/query-scope.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { findConnection } from './find-connection.ts'

export type RemovalPreview = {
  products: number
  variants: number
  batches: number
  customers: number
  orders: number
  runs: number
  sourceRecords: number
  issues: number
}

/**
 * What removing a connection takes with it.
 * @throws {AppError} not_found
 */
export async function removalPreview(db: Queryable, scope: QueryScope, id: string): Promise<RemovalPreview> {
  await findConnection(db, scope, id)
  return countBelongings(db, id)
}

/** How many rows of each kind a connection owns. */
export async function countBelongings(db: Queryable, id: string): Promise<RemovalPreview> {
  const { rows } = await db.query<RemovalPreview>(
    `SELECT (SELECT count(*)::int FROM product WHERE connection_id = $1) AS products,
            (SELECT count(*)::int FROM variant WHERE connection_id = $1) AS variants,
            (SELECT count(*)::int FROM batch WHERE connection_id = $1) AS batches,
            (SELECT count(*)::int FROM customer WHERE connection_id = $1) AS customers,
            (SELECT count(*)::int FROM customer_order WHERE connection_id = $1) AS orders,
            (SELECT count(*)::int FROM sync_run WHERE connection_id = $1) AS runs,
            (SELECT count(*)::int FROM source_record WHERE connection_id = $1) AS "sourceRecords",
            (SELECT count(*)::int FROM record_issue WHERE connection_id = $1) AS issues`,
    [id],
  )
  const counted = rows[0]
  if (!counted) throw new Error('a select of counts returned no row')
  return counted
}
