import type { Queryable } from '#server/db/transaction.ts'
import { notifyLive } from '#server/events/notify-live.ts'
import { AppError } from '#server/lib/errors.ts'
import type { RunStatus } from '#server/model/sync.ts'
import { releaseClaims } from './claims.ts'

/**
 * Stops a run: one that waits is over at once; one that runs stops within its page, which a worker then reports.
 * @returns the run's status now
 * @throws {AppError} `conflict` when the run is over already, `not_found` when there is none
 */
export async function cancelRun(db: Queryable, runId: string): Promise<RunStatus> {
  const { rows } = await db.query<{
    status: RunStatus
    organizationId: string
    storeId: string
    connectionId: string
  }>(
    `UPDATE sync_run r SET
            status = CASE WHEN r.status = 'planned' THEN 'cancelled' ELSE 'cancelling' END,
            ended_at = CASE WHEN r.status = 'planned' THEN now() END
       FROM connection c
      WHERE r.id = $1 AND c.id = r.connection_id AND r.status IN ('planned', 'running', 'cancelling')
      RETURNING r.status, r.organization_id AS "organizationId", c.store_id AS "storeId", c.id AS "connectionId"`,
    [runId],
  )
  const [run] = rows
  if (!run) {
    const found = await db.query('SELECT FROM sync_run WHERE id = $1', [runId])
    if (found.rows.length === 0) throw new AppError('not_found', 'This sync does not exist any more.')
    throw new AppError('conflict', 'This sync is over already; there is nothing left to cancel.')
  }
  const { status, ...scope } = run
  if (status === 'cancelled') await releaseClaims(db, [runId])
  await notifyLive(db, { ...scope, topic: 'run', id: runId })
  return status
}
