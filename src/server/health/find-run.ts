import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'

/**
 * Makes sure that a run is within the scope.
 * @throws {AppError} not_found
 */
export async function findRun(db: Queryable, scope: QueryScope, id: string): Promise<void> {
  const sql = sqlValues()
  const { rows } = await db.query(
    `SELECT 1 FROM sync_run r JOIN connection c ON c.id = r.connection_id
      WHERE r.id = ${sql.bind(id)} AND ${scopeCondition('c', scope, sql)}`,
    sql.values,
  )
  if (rows.length === 0) {
    throw new AppError('not_found', 'There is no such sync. It may have been removed with its connection.')
  }
}
