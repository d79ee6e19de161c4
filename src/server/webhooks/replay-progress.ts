import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import type { DeliveryState } from './queries/delivery-filter.ts'
import { idsOfReplay } from './replay-deliveries.ts'

export type ReplayProgress = {
  total: number
  counts: Partial<Record<DeliveryState, number>>
  startedAt: Date | null
  /** null while any is still to be done */
  endedAt: Date | null
}

/** How far a replay has come. Nothing is found of one that is of other stores. */
export async function replayProgress(
  db: Queryable,
  scope: QueryScope,
  replayId: string,
): Promise<ReplayProgress> {
  const sql = sqlValues()
  const { first, last } = idsOfReplay(replayId)
  const { rows } = await db.query<{
    state: DeliveryState
    count: number
    startedAt: Date
    endedAt: Date | null
  }>(
    `SELECT d.state, count(*)::int AS count, min(d.received_at) AS "startedAt", max(d.processed_at) AS "endedAt"
       FROM webhook_delivery d
      WHERE d.id BETWEEN ${sql.bind(first)} AND ${sql.bind(last)} AND d.origin = 'replay'
        AND ${scopeCondition('d', scope, sql)}
      GROUP BY d.state`,
    sql.values,
  )
  const open = rows.some(({ state }) => state === 'received' || state === 'waiting')
  const newest = rows.flatMap(({ endedAt }) => endedAt ?? []).sort((a, b) => b.getTime() - a.getTime())[0]
  return {
    total: rows.reduce((sum, row) => sum + row.count, 0),
    counts: Object.fromEntries(rows.map(({ state, count }) => [state, count])),
    startedAt: rows[0]?.startedAt ?? null,
    endedAt: open ? null : (newest ?? null),
  }
}
