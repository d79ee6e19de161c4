import type { QueryScope } from '#server/access/query-scope.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import { type SyncEntity, type SyncPhase, syncPhaseSchema } from '#server/model/sync.ts'
import { describeRun } from '#server/sync/describe-run.ts'
import { leftUndone } from '#server/sync/left-undone.ts'
import { listRuns, type RunRow } from './list-runs.ts'

export type RunPage = {
  entity: SyncEntity
  number: number
  read: number
  created: number
  updated: number
  unchanged: number
  failed: number
  fetchMs: number
  writeMs: number
  createdAt: Date
}

export type RunDetail = RunRow & {
  phases: SyncPhase[]
  errorKind: string | null
  heartbeatAt: Date | null
  /** The last 200, oldest first. */
  pages: RunPage[]
  /** Null while nothing was read. */
  recordsPerSecond: number | null
  /** Null when it is over, or the POS does not say how much there is. */
  secondsLeft: number | null
  /** Failures after which it went on from a later place, and those that had got it nowhere. */
  resumed: number
  stalled: number
  /** Whether it left something undone that can be tried again. */
  retriable: boolean
  /** Who pressed the button; null when nobody did. */
  requestedBy: string | null
}

/**
 * A run with its phases, pages and pace.
 * @throws {AppError} not_found, also for a run outside the scope
 */
export async function getRun(db: Queryable, scope: QueryScope, id: string, now: Date): Promise<RunDetail> {
  const [list, extra, pages] = await Promise.all([
    listRuns(db, scope, { id }, { page: 1, pageSize: 1 }),
    db.query<{
      phases: unknown
      errorKind: string | null
      heartbeatAt: Date | null
      requestedBy: string | null
      resumed: number
      stalled: number
    }>(
      `SELECT r.phases, r.error_kind AS "errorKind", r.heartbeat_at AS "heartbeatAt", u.name AS "requestedBy",
              r.resumed, r.stalled
         FROM sync_run r LEFT JOIN user_account u ON u.id = r.requested_by_id
        WHERE r.id = $1 AND r.organization_id = $2`,
      [id, scope.organizationId],
    ),
    db.query<RunPage>(
      `SELECT entity, number, read, created, updated, unchanged, failed,
              fetch_ms AS "fetchMs", write_ms AS "writeMs", created_at AS "createdAt"
         FROM sync_page WHERE run_id = $1 ORDER BY created_at DESC, number DESC LIMIT 200`,
      [id],
    ),
  ])
  const row = list.rows[0]
  const more = extra.rows[0]
  if (!row || !more) {
    throw new AppError('not_found', 'There is no such sync. It may have been removed with its connection.')
  }
  const phases = syncPhaseSchema.array().parse(more.phases)
  return {
    ...row,
    ...more,
    phases,
    pages: pages.rows.reverse(),
    retriable: leftUndone({ ...row, ...more, phases }) !== null,
    ...describeRun({ status: row.status, phases }, now),
  }
}
