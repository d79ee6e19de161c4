import type { PoolClient } from 'pg'
import { AppError } from '#server/lib/errors.ts'
import type { RunMode, RunStatus, SyncEntity, SyncPhase } from '#server/model/sync.ts'
import { recordsLeftOut } from './conclude-run.ts'
import { leftUndone } from './left-undone.ts'
import { type EnqueueRun, type StartedRun, startRun } from './start-run.ts'

/**
 * Starts a run of what another run did not get done: the entities that failed, were cancelled or never had their turn.
 * What was read to its end is not asked for again.
 * @throws {AppError} `not_found`; `conflict` when it is not over yet, or left nothing to do
 */
export async function retryRun(
  tx: PoolClient,
  runId: string,
  requestedById: string,
  enqueue: EnqueueRun,
): Promise<StartedRun> {
  const { rows } = await tx.query<{
    connectionId: string
    mode: RunMode
    dry: boolean
    status: RunStatus
    errorKind: string | null
    entities: SyncEntity[]
    phases: SyncPhase[]
  }>(
    `SELECT connection_id AS "connectionId", mode, dry, status, error_kind AS "errorKind", entities, phases
       FROM sync_run WHERE id = $1`,
    [runId],
  )
  const [run] = rows
  if (!run) throw new AppError('not_found', 'This sync does not exist any more.')
  const { connectionId, dry } = run
  // The POS would not count what it could not hand out among its changes again.
  const mode = run.errorKind === recordsLeftOut && run.mode === 'incremental' ? 'full' : run.mode
  const entities = leftUndone(run)
  if (entities === null) {
    throw new AppError('conflict', 'This sync left nothing undone that could be tried again.')
  }
  return startRun(tx, { connectionId, mode, dry, entities, trigger: 'person', requestedById }, enqueue)
}
