import type { PoolClient } from 'pg'
import type { SyncPhase } from '#server/model/sync.ts'
import { LeaseLostError, RunCancelledError } from './run-errors.ts'
import type { Scope } from './types.ts'

/** A run as the worker that claimed it holds it. */
export type RunLease = { id: string; leaseToken: string; scope: Scope }

/**
 * Locks the run's row until the transaction ends, if this worker may still write for it.
 * @returns the run's phases
 * @throws {LeaseLostError} another worker holds the run now
 * @throws {RunCancelledError} a person asked to stop
 */
export async function holdRun(tx: PoolClient, run: RunLease): Promise<SyncPhase[]> {
  const { rows } = await tx.query<{ status: string; phases: SyncPhase[] }>(
    'SELECT status, phases FROM sync_run WHERE id = $1 AND lease_token = $2 FOR UPDATE',
    [run.id, run.leaseToken],
  )
  const [row] = rows
  if (row?.status === 'cancelling') throw new RunCancelledError()
  if (row?.status !== 'running') throw new LeaseLostError()
  return row.phases
}
