import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import { type HistoryChange, readChanges } from './read-changes.ts'

export type HistoryEntry = {
  /** Place in the log; the last one of a page is the next page's `before`. */
  position: string
  type: string
  at: Date
  changes: HistoryChange[]
  cause: { runId?: string; userName?: string }
}

const pageSize = 50

type StoredEntry = {
  position: string
  type: string
  at: Date
  data: unknown
  runId: string | null
  userName: string | null
}

/**
 * What happened to a product, newest first, fifty at a time.
 * @param before a position; only what came earlier
 * @throws {AppError} not_found, also for a product outside the scope
 */
export async function productHistory(
  db: Queryable,
  scope: QueryScope,
  id: string,
  before?: string,
): Promise<HistoryEntry[]> {
  const product = sqlValues()
  const known = await db.query<{ labels: Record<string, string> }>(
    `SELECT coalesce((SELECT jsonb_object_agg(id, label) FROM variant WHERE product_id = p.id), '{}') AS labels
       FROM product p WHERE p.id = ${product.bind(id)} AND ${scopeCondition('p', scope, product)}`,
    product.values,
  )
  const found = known.rows[0]
  if (!found) {
    throw new AppError('not_found', 'There is no such product. It may have been removed with its connection.')
  }
  const { rows } = await db.query<StoredEntry>(
    `SELECT e.position::text, e.type, e.occurred_at AS at, e.data, e.cause->>'runId' AS "runId", u.name AS "userName"
       FROM event e
       LEFT JOIN user_account u ON u.id = (e.cause->>'userId')::uuid
      WHERE e.stream = $1 AND e.organization_id = $2 AND ($3::bigint IS NULL OR e.position < $3)
      ORDER BY e.version DESC LIMIT ${pageSize}`,
    [`product:${id}`, scope.organizationId, before ?? null],
  )
  return rows.map(({ data, runId, userName, ...entry }) => ({
    ...entry,
    changes: readChanges(data, found.labels),
    cause: { ...(runId === null ? {} : { runId }), ...(userName === null ? {} : { userName }) },
  }))
}
