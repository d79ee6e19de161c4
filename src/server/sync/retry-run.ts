import type { PoolClient } from 'pg'
import { AppError } from '#server/lib/errors.ts'
import type { RunMode, RunStatus, SyncEntity, SyncPhase } from '#server/model/sync.ts'
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
    entities: SyncEntity[]
    phases: SyncPhase[]
  }>(
    'SELECT connection_id AS "connectionId", mode, dry, status, entities, phases FROM sync_run WHERE id = $1',
    [runId],
  )
  const [run] = rows
  if (!run) throw new AppError('not_found', 'This sync does not exist any more.')
  const { connectionId, mode, dry } = run
  const entities = unfinished(run)
  if (!retriable.has(run.status) || mode === 'undo' || entities?.length === 0) {
    throw new AppError('conflict', 'This sync left nothing undone that could be tried again.')
  }
  return startRun(
    tx,
    { connectionId, mode, dry, entities: entities ?? [], trigger: 'person', requestedById },
    enqueue,
  )
}

const retriable: ReadonlySet<RunStatus> = new Set(['failed', 'partly_failed', 'cancelled'])

/** @returns null when all of it is: it ended before it knew its phases */
function unfinished({
  entities,
  phases,
}: {
  entities: SyncEntity[]
  phases: SyncPhase[]
}): SyncEntity[] | null {
  if (phases.length === 0) return entities.length > 0 ? entities : null
  return phases.filter(({ status }) => status !== 'done').map(({ entity }) => entity)
}
