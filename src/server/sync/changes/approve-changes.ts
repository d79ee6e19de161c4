import type { PoolClient } from 'pg'
import { sqlValues } from '#server/db/sql-values.ts'
import { AppError } from '#server/lib/errors.ts'
import { reclaimEntities } from '../claims.ts'
import type { EnqueueRun } from '../start-run.ts'
import { type Selection, selectionCondition } from './change-filter.ts'
import { settleAttention } from './conclude-waiting.ts'
import { lockWaiting } from './lock-waiting.ts'
import { refuseStaged } from './refuse-changes.ts'

/**
 * Approves changes of a run that waits: a worker writes these and no others. What the guard has stopped and is not
 * approved is refused and remembered, or the next sync would bring it; what a dry run or an undo leaves over is left.
 * @returns how many were approved and how many refused with that
 * @throws {AppError} `conflict` the run no longer waits, nothing undecided was chosen, or another run reads the same now
 */
export async function approveChanges(
  tx: PoolClient,
  runId: string,
  userId: string,
  selection: Selection,
  enqueue: EnqueueRun,
): Promise<{ approved: number; refused: number }> {
  const run = await lockWaiting(tx, runId)
  const sql = sqlValues([runId, userId])
  const { rowCount } = await tx.query(
    `UPDATE sync_change c SET decided_by_id = $2, decided_at = now()
      WHERE c.run_id = $1 AND c.state = 'staged' AND ${selectionCondition(selection, sql)}`,
    sql.values,
  )
  const approved = rowCount ?? 0
  if (approved === 0) throw new AppError('conflict', 'Nothing that still waits for a decision was chosen.')
  const looked = run.dry || run.mode === 'undo'
  const refused = looked ? 0 : await refuseStaged(tx, run, userId, { all: true })
  await tx.query(
    `DELETE FROM sync_claim l WHERE l.run_id = $1 AND NOT EXISTS (
       SELECT FROM sync_change c WHERE c.run_id = $1 AND c.entity = l.entity AND c.state = 'staged'
          AND c.decided_at IS NOT NULL)`,
    [runId],
  )
  await reclaimEntities(tx, run)
  await tx.query(
    `UPDATE sync_run SET status = 'planned', approved_at = now(), ended_at = NULL, error_kind = NULL,
            error_message = NULL, attempts = 0, heartbeat_at = now()
      WHERE id = $1 AND status = 'waiting_for_approval'`,
    [runId],
  )
  await enqueue(tx, runId)
  await settleAttention(tx, run)
  return { approved, refused }
}
