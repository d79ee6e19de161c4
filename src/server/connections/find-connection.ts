import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import type { SyncEntity } from '#server/model/sync.ts'

export type FoundConnection = {
  id: string
  organizationId: string
  storeId: string
  vendor: string
  name: string
  status: 'draft' | 'active' | 'paused' | 'removing'
  signInMethod: string
  endpoint: 'live' | 'simulator'
  settings: Record<string, string | number | boolean>
  /** What it reads. */
  entities: SyncEntity[]
  /** How patiently its POS is called. */
  calls: unknown
  lastCheck: unknown
  /** Its credentials come from the environment. */
  declared: boolean
}

/**
 * A connection by id, if it is within the scope.
 * @param options.lock holds the row until the transaction ends, so that two changes follow one another
 * @throws {AppError} not_found, with the same words whether it never was or belongs to somebody else
 */
export async function findConnection(
  db: Queryable,
  scope: QueryScope,
  id: string,
  options: { lock?: boolean } = {},
): Promise<FoundConnection> {
  const sql = sqlValues()
  const { rows } = await db.query<FoundConnection>(
    `SELECT c.id, c.organization_id AS "organizationId", c.store_id AS "storeId", c.vendor, c.name, c.status,
            c.sign_in_method AS "signInMethod", c.endpoint, c.settings, c.entities, c.calls, c.last_check AS "lastCheck", c.declared
       FROM connection c
      WHERE c.id = ${sql.bind(id)} AND ${scopeCondition('c', scope, sql)}${options.lock ? ' FOR UPDATE' : ''}`,
    sql.values,
  )
  const found = rows[0]
  if (!found)
    throw new AppError(
      'not_found',
      'There is no such connection. It may have been removed; go back to the list.',
    )
  return found
}
