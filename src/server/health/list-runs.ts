import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { vendorFace } from '#server/adapters/vendor-face.ts'
import { containsPattern, sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import type { RunMode, RunStatus, SyncEntity } from '#server/model/sync.ts'

/** What starts a run. */
export const runTriggers = ['first', 'schedule', 'person', 'notice'] as const
export type RunTrigger = (typeof runTriggers)[number]

export type RunRow = {
  id: string
  connectionId: string
  connectionName: string
  vendorName: string
  /** Inline SVG. */
  vendorLogo: string
  storeName: string
  timeZone: string
  mode: RunMode
  /** What it reads; empty in runs of older versions: all the connection read then. */
  entities: SyncEntity[]
  /** Writes nothing by itself. */
  dry: boolean
  trigger: RunTrigger
  status: RunStatus
  queuedAt: Date
  startedAt: Date | null
  endedAt: Date | null
  // Records, over all entities.
  read: number
  created: number
  updated: number
  unchanged: number
  failed: number
  deleted: number
  /** When it was through: for one that had or has to wait for a person, without that wait. Null while it reads. */
  workedUntil: Date | null
  errorMessage: string | null
  attempts: number
}

export type RunFilter = {
  connectionId?: string | undefined
  status?: RunStatus[] | undefined
  modes?: RunMode[] | undefined
  triggers?: RunTrigger[] | undefined
  /** In the name of the store or the connection. */
  q?: string | undefined
  id?: string | undefined
}

type StoredRow = Omit<RunRow, 'vendorName' | 'vendorLogo'> & { vendor: string }

/**
 * Runs of a scope, newest first, one page.
 * @param page from 1
 */
export async function listRuns(
  db: Queryable,
  scope: QueryScope,
  filter: RunFilter,
  page: { page: number; pageSize: number },
): Promise<{ rows: RunRow[]; total: number }> {
  const sql = sqlValues()
  const where = [`r.organization_id = ${sql.bind(scope.organizationId)}`, scopeCondition('c', scope, sql)]
  if (filter.id) where.push(`r.id = ${sql.bind(filter.id)}`)
  if (filter.connectionId) where.push(`r.connection_id = ${sql.bind(filter.connectionId)}`)
  if (filter.status?.length) where.push(`r.status = ANY(${sql.bind(filter.status)}::text[])`)
  if (filter.modes?.length) where.push(`r.mode = ANY(${sql.bind(filter.modes)}::text[])`)
  if (filter.triggers?.length) where.push(`r.trigger = ANY(${sql.bind(filter.triggers)}::text[])`)
  if (filter.q) {
    const pattern = sql.bind(containsPattern(filter.q))
    where.push(
      `(c.name ILIKE ${pattern} OR c.store_id IN (SELECT id FROM store WHERE name ILIKE ${pattern}))`,
    )
  }
  const from = `sync_run r JOIN connection c ON c.id = r.connection_id WHERE ${where.join(' AND ')}`
  const countValues = [...sql.values]
  const [found, counted] = await Promise.all([
    db.query<StoredRow>(
      `WITH page AS MATERIALIZED (
         SELECT r.*, c.name AS connection_name, c.vendor, c.store_id FROM ${from}
          ORDER BY r.queued_at DESC, r.id DESC
          LIMIT ${sql.bind(page.pageSize)} OFFSET ${sql.bind((page.page - 1) * page.pageSize)}
       )
       SELECT r.id, r.connection_id AS "connectionId", r.connection_name AS "connectionName", r.vendor,
              s.name AS "storeName", s.time_zone AS "timeZone", r.mode, r.entities, r.dry, r.trigger,
              r.status, r.queued_at AS "queuedAt", r.started_at AS "startedAt", r.ended_at AS "endedAt",
              sums.read, sums.created, sums.updated, sums.unchanged, sums.failed, sums.deleted,
              CASE WHEN r.approved_at IS NULL AND r.status <> 'waiting_for_approval' THEN r.ended_at
                   ELSE (SELECT max(created_at) FROM sync_page WHERE run_id = r.id) END AS "workedUntil",
              r.error_message AS "errorMessage", r.attempts
         FROM page r
         JOIN store s ON s.id = r.store_id
        CROSS JOIN LATERAL (${phaseSums('r.phases')}) AS sums
        ORDER BY r.queued_at DESC, r.id DESC`,
      sql.values,
    ),
    db.query<{ total: number }>(`SELECT count(*)::int AS total FROM ${from}`, countValues),
  ])
  const rows = found.rows.map(({ vendor, ...row }) => ({ ...row, ...vendorFace(vendor) }))
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

const counts = ['read', 'created', 'updated', 'unchanged', 'failed', 'deleted'] as const

/** A subquery with the counts of all phases of a run summed up: one row, one integer column a count. */
export function phaseSums(phases: string): string {
  const sums = counts.map((count) => `coalesce(sum((phase->>'${count}')::int), 0)::int AS ${count}`)
  return `SELECT ${sums.join(', ')} FROM jsonb_array_elements(${phases}) AS phase`
}
