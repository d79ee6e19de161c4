import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { vendorFace } from '#server/adapters/vendor-face.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import type { RunStatus } from '#server/model/sync.ts'
import { type ConnectionHealth, connectionHealth } from './connection-health.ts'

export type ConnectionRow = {
  id: string
  name: string
  vendor: string
  vendorName: string
  /** Inline SVG. */
  vendorLogo: string
  storeId: string
  storeName: string
  timeZone: string
  status: 'draft' | 'active' | 'paused' | 'removing'
  endpoint: 'live' | 'simulator'
  /** Made from the environment, which holds its credentials too. */
  declared: boolean
  health: ConnectionHealth
  attention: string | null
  /** The POS refused the credentials: nothing is called until a person acts. */
  signInRefused: boolean
  lastSyncedAt: Date | null
  nextSyncAt: Date | null
  productCount: number
  openIssues: number
  activeRunId: string | null
  /** The newest sync that the guard has stopped and that waits for a person. */
  waitingRunId: string | null
  lastRun: { id: string; status: RunStatus; endedAt: Date } | null
  /** Oldest first, eight at most. */
  recentRuns: { status: RunStatus; changed: number; endedAt: Date }[]
}

type StoredRun = { id: string; status: RunStatus; endedAt: string; changed: number }

type StoredRow = Omit<
  ConnectionRow,
  'vendorName' | 'vendorLogo' | 'health' | 'signInRefused' | 'lastRun' | 'recentRuns'
> & {
  everyMinutes: number | null
  circuits: string[]
  runs: StoredRun[]
}

function toRow({ everyMinutes, circuits, runs, ...row }: StoredRow, now: Date): ConnectionRow {
  const newest = runs[0]
  return {
    ...row,
    ...vendorFace(row.vendor),
    health: connectionHealth(
      {
        status: row.status,
        attention: row.attention,
        circuits,
        lastRun: newest ?? null,
        lastSyncedAt: row.lastSyncedAt,
        everyMinutes: everyMinutes,
      },
      now,
    ),
    signInRefused: circuits.includes('isolated'),
    lastRun: newest ? { id: newest.id, status: newest.status, endedAt: new Date(newest.endedAt) } : null,
    recentRuns: runs
      .map(({ status, changed, endedAt }) => ({ status, changed, endedAt: new Date(endedAt) }))
      .reverse(),
  }
}

/**
 * The connections of a scope as lists show them, in one statement.
 * @param only one connection by id
 */
export async function listConnections(
  db: Queryable,
  scope: QueryScope,
  options: { now: Date; only?: string },
): Promise<ConnectionRow[]> {
  const sql = sqlValues()
  const where = [scopeCondition('c', scope, sql)]
  if (options.only !== undefined) where.push(`c.id = ${sql.bind(options.only)}`)
  const { rows } = await db.query<StoredRow>(
    `SELECT c.id, c.name, c.vendor, c.store_id AS "storeId", s.name AS "storeName", s.time_zone AS "timeZone",
            c.status, c.endpoint, c.declared, c.attention, c.last_synced_at AS "lastSyncedAt", plan.next AS "nextSyncAt",
            plan.pace AS "everyMinutes", products.count AS "productCount", issues.count AS "openIssues", active.id AS "activeRunId",
            (SELECT id FROM sync_run WHERE connection_id = c.id AND status = 'waiting_for_approval' AND error_kind = 'guard'
              ORDER BY queued_at DESC LIMIT 1) AS "waitingRunId",
            ARRAY(SELECT state FROM circuit WHERE connection_id = c.id) AS circuits,
            coalesce(recent.runs, '[]') AS runs
       FROM connection c
       JOIN store s ON s.id = c.store_id
       LEFT JOIN LATERAL (SELECT min(next_fire_at) AS next, min((rule->>'everyMinutes')::int) AS pace
                            FROM sync_schedule
                           WHERE connection_id = c.id AND NOT paused AND c.status = 'active') plan ON true
       LEFT JOIN LATERAL (SELECT count(*)::int FROM product
                           WHERE connection_id = c.id AND status <> 'deleted') products ON true
       LEFT JOIN LATERAL (SELECT count(*)::int FROM record_issue
                           WHERE connection_id = c.id AND resolved_at IS NULL) issues ON true
       LEFT JOIN LATERAL (SELECT id FROM sync_run
                           WHERE connection_id = c.id AND status IN ('planned', 'running', 'cancelling')
                           ORDER BY queued_at DESC LIMIT 1) active ON true
       LEFT JOIN LATERAL (
            SELECT jsonb_agg(jsonb_build_object('id', r.id, 'status', r.status, 'endedAt', r.ended_at,
                             'changed', changed.count) ORDER BY r.ended_at DESC) AS runs
              FROM (SELECT id, status, ended_at, phases FROM sync_run
                     WHERE connection_id = c.id AND ended_at IS NOT NULL
                     ORDER BY queued_at DESC LIMIT 8) r
              LEFT JOIN LATERAL (
                   SELECT coalesce(sum((phase->>'created')::int + (phase->>'updated')::int + (phase->>'deleted')::int),
                                   0)::int AS count
                     FROM jsonb_array_elements(r.phases) AS phase) changed ON true) recent ON true
      WHERE ${where.join(' AND ')}
      ORDER BY s.name, c.name, c.id`,
    sql.values,
  )
  return rows.map((row) => toRow(row, options.now))
}
