import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'

export type Totals = {
  stores: number
  connections: number
  products: number
  inStock: number
  openIssues: number
  runs24h: number
  failedRuns24h: number
}

/** The numbers at the top of the overview, of one scope. Drafts don't count as connections. */
export async function overviewTotals(db: Queryable, scope: QueryScope, now: Date): Promise<Totals> {
  const sql = sqlValues()
  const since = sql.bind(new Date(now.getTime() - 24 * 3_600_000))
  const connections = `SELECT c.id FROM connection c WHERE ${scopeCondition('c', scope, sql)}`
  const { rows } = await db.query<Totals>(
    `WITH mine AS MATERIALIZED (${connections}),
          run AS (SELECT status FROM sync_run WHERE connection_id IN (SELECT id FROM mine) AND queued_at >= ${since}),
          listed AS (SELECT count(*)::int AS products, count(*) FILTER (WHERE p.quantity > 0)::int AS in_stock
                       FROM product p WHERE ${scopeCondition('p', scope, sql)} AND p.status <> 'deleted')
     SELECT (SELECT count(*)::int FROM store
              WHERE organization_id = ${sql.bind(scope.organizationId)}
                AND (${sql.bind(scope.storeIds)}::uuid[] IS NULL OR id = ANY(${sql.bind(scope.storeIds)}::uuid[]))) AS stores,
            (SELECT count(*)::int FROM connection WHERE id IN (SELECT id FROM mine) AND status <> 'draft') AS connections,
            listed.products, listed.in_stock AS "inStock",
            (SELECT count(*)::int FROM record_issue
              WHERE connection_id IN (SELECT id FROM mine) AND resolved_at IS NULL) AS "openIssues",
            (SELECT count(*)::int FROM run) AS "runs24h",
            (SELECT count(*)::int FROM run WHERE status = 'failed') AS "failedRuns24h"
       FROM listed`,
    sql.values,
  )
  const totals = rows[0]
  if (!totals) throw new Error('an aggregate without groups returned no row')
  return totals
}

export type HourOfRuns = { at: Date; succeeded: number; failed: number }

/** Ended runs by hour over the last 24, every hour there, oldest first. Cancelled ones count as neither. */
export async function runsByHour(db: Queryable, scope: QueryScope, now: Date): Promise<HourOfRuns[]> {
  const sql = sqlValues([now])
  const { rows } = await db.query<HourOfRuns>(
    `SELECT hour.at,
            count(r.id) FILTER (WHERE r.status IN ('succeeded', 'partly_failed'))::int AS succeeded,
            count(r.id) FILTER (WHERE r.status = 'failed')::int AS failed
       FROM generate_series(date_trunc('hour', $1::timestamptz) - interval '23 hours', $1::timestamptz,
                            interval '1 hour') AS hour(at)
       LEFT JOIN (SELECT r.id, r.status, r.ended_at
                    FROM sync_run r JOIN connection c ON c.id = r.connection_id
                   WHERE ${scopeCondition('c', scope, sql)}
                     AND r.ended_at >= date_trunc('hour', $1::timestamptz) - interval '23 hours') r
         ON r.ended_at >= hour.at AND r.ended_at < hour.at + interval '1 hour'
      GROUP BY hour.at ORDER BY hour.at`,
    sql.values,
  )
  return rows
}
