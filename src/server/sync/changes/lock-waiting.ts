import type { PoolClient } from 'pg'
import { AppError } from '#server/lib/errors.ts'
import type { RunMode, RunStatus } from '#server/model/sync.ts'

export type WaitingRun = {
  id: string
  organizationId: string
  storeId: string
  connectionId: string
  mode: RunMode
  dry: boolean
  message: string | null
}

/**
 * Locks a run that waits for a person until the transaction ends, so that two who decide at once decide one after the
 * other.
 * @throws {AppError} `conflict`, in words, when it no longer waits; `not_found`
 */
export async function lockWaiting(tx: PoolClient, runId: string): Promise<WaitingRun> {
  const { rows } = await tx.query<WaitingRun & { status: RunStatus; kind: string | null }>(
    `SELECT r.id, r.organization_id AS "organizationId", c.store_id AS "storeId", c.id AS "connectionId", r.mode, r.dry,
            r.status, r.error_kind AS kind, r.error_message AS message
       FROM sync_run r JOIN connection c ON c.id = r.connection_id WHERE r.id = $1 FOR UPDATE OF r`,
    [runId],
  )
  const [run] = rows
  if (!run) throw new AppError('not_found', 'This sync does not exist any more.')
  if (run.status === 'waiting_for_approval') return run
  if (run.kind === 'superseded')
    throw new AppError(
      'conflict',
      'A newer sync has taken the place of this one. Open the newer one to decide there.',
    )
  throw new AppError(
    'conflict',
    'Somebody has decided on this sync already. Reload the page to see what became of it.',
  )
}
