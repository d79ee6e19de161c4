import type { QueryScope } from '#server/access/query-scope.ts'
import { findConnection } from '#server/connections/find-connection.ts'
import type { Queryable } from '#server/db/transaction.ts'
import type { CreationPolicy } from './set-policy.ts'

/**
 * What happens to new products of a connection, and how many wait for a person.
 * @throws {AppError} not_found
 */
export async function getCreationPolicy(
  db: Queryable,
  scope: QueryScope,
  id: string,
): Promise<{ policy: CreationPolicy; waiting: number }> {
  const connection = await findConnection(db, scope, id)
  const { rows } = await db.query<{ policy: CreationPolicy; waiting: number }>(
    `SELECT c.creation_policy AS policy, (
        SELECT count(*)::int FROM review_item r WHERE r.connection_id = c.id AND r.state = 'waiting') AS waiting
       FROM connection c WHERE c.id = $1`,
    [connection.id],
  )
  return rows[0] ?? { policy: 'create', waiting: 0 }
}
