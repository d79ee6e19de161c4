import type { PoolClient } from 'pg'
import { changesKeptDays } from '#lib/changes-kept-days.ts'
import { AppError } from '#server/lib/errors.ts'
import type { RunStatus, SyncEntity } from '#server/model/sync.ts'
import { isActive } from '../run-status.ts'
import { type EnqueueRun, startRun } from '../start-run.ts'
import { changedEntities } from './changed-entities.ts'

/**
 * Starts the run that takes back what a finished run has changed. It stages the versions before and then waits for a
 * person; an undo of the same run that waits already is found again.
 * @throws {AppError} `conflict` the run is not over, too long over, has changed nothing, or its records are being read; `not_found`
 */
export async function startUndo(
  tx: PoolClient,
  runId: string,
  userId: string,
  enqueue: EnqueueRun,
): Promise<{ runId: string; alreadyRunning: boolean }> {
  const { rows } = await tx.query<{
    connectionId: string
    status: RunStatus
    undoId: string | null
    tidied: boolean
  }>(
    `SELECT r.connection_id AS "connectionId", r.status,
              coalesce(r.ended_at < now() - $2 * interval '1 day', false) AS tidied, (
        SELECT u.id FROM sync_run u WHERE u.connection_id = r.connection_id AND u.undoes_run_id = r.id
           AND u.status IN ('planned', 'running', 'cancelling', 'waiting_for_approval')
         ORDER BY u.queued_at DESC LIMIT 1) AS "undoId"
       FROM sync_run r WHERE r.id = $1 FOR UPDATE OF r`,
    [runId, changesKeptDays],
  )
  const [run] = rows
  if (!run) throw new AppError('not_found', 'This sync does not exist any more.')
  if (run.undoId !== null) return { runId: run.undoId, alreadyRunning: true }
  if (isActive(run.status) || run.status === 'waiting_for_approval')
    throw new AppError('conflict', 'This sync is not over yet. Only what has been written can be undone.')
  if (run.tidied)
    throw new AppError(
      'conflict',
      `This sync ended more than ${changesKeptDays} days ago. What it changed is not kept record by record any more, so it cannot be undone.`,
    )
  const entities: SyncEntity[] = await changedEntities(tx, runId)
  if (entities.length === 0)
    throw new AppError('conflict', 'This sync changed nothing, so there is nothing to undo.')
  const started = await startRun(
    tx,
    {
      ...{ connectionId: run.connectionId, mode: 'undo', trigger: 'person', requestedById: userId },
      ...{ entities, undoesRunId: runId },
    },
    enqueue,
  )
  if (started.alreadyRunning || started.entities.length < entities.length)
    throw new AppError(
      'conflict',
      'Another sync is reading the same records right now. Try again when it is over; nothing was undone.',
    )
  return { runId: started.runId, alreadyRunning: false }
}
