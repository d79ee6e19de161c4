import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { type HistoryChange, readChanges } from '#server/catalog/queries/read-changes.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { readStream } from '#server/events/read-stream.ts'
import type { StreamEntry } from '#server/events/stream-entry.ts'
import { AppError } from '#server/lib/errors.ts'

export type OrderHistoryEntry = Omit<StreamEntry, 'data'> & { changes: HistoryChange[] }

/** What a history can be narrowed to. */
export const orderHistoryKinds = ['came', 'changed'] as const
type OrderHistoryKind = (typeof orderHistoryKinds)[number]

const typesOf: Record<OrderHistoryKind, string[]> = { came: ['order.created'], changed: ['order.changed'] }

/**
 * What happened to an order, newest first, fifty at a time.
 * @param before a position; only what came earlier
 * @param kind only that it came in, or what changed since
 * @throws {AppError} not_found, also for an order outside the scope
 */
export async function orderHistory(
  db: Queryable,
  scope: QueryScope,
  id: string,
  before?: string,
  kind?: OrderHistoryKind,
): Promise<OrderHistoryEntry[]> {
  const sql = sqlValues()
  const { rows } = await db.query(
    `SELECT FROM customer_order o WHERE o.id = ${sql.bind(id)} AND ${scopeCondition('o', scope, sql)}`,
    sql.values,
  )
  if (rows.length === 0) throw new AppError('not_found', 'There is no such order.')
  const entries = await readStream(db, scope.organizationId, `order:${id}`, before, kind && typesOf[kind])
  return entries.map(({ data, ...entry }) => ({ ...entry, changes: readChanges(data, {}) }))
}
