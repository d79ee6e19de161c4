import type { PoolClient } from 'pg'
import type { QueryScope } from '#server/access/query-scope.ts'
import { AppError } from '#server/lib/errors.ts'

/** @throws {AppError} not_found for a store that is not there or not theirs */
export async function requireStore(tx: PoolClient, scope: QueryScope, storeId: string): Promise<void> {
  const { rows } = await tx.query(
    `SELECT 1 FROM store WHERE id = $1 AND organization_id = $2 AND ($3::uuid[] IS NULL OR id = ANY($3))`,
    [storeId, scope.organizationId, scope.storeIds],
  )
  if (rows.length === 0) {
    throw new AppError('not_found', 'There is no such store. Choose another one.', { field: 'storeId' })
  }
}
