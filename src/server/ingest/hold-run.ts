import type { PoolClient } from 'pg'
import type { SyncPhase } from '#server/model/sync.ts'
import { connectionLockClass } from './lock-connection.ts'
import { LeaseLostError, RunCancelledError } from './run-errors.ts'
import type { Scope } from './types.ts'

/** A run as the worker that claimed it holds it. */
export type RunLease = { id: string; leaseToken: string; scope: Scope }

/**
 * Locks the run and its connection until the transaction ends, if this worker may still write for it. Records of a
 * connection are taken in by one transaction at a time, whichever road they come.
 * @returns the run's phases
 * @throws {LeaseLostError} another worker holds the run now
 * @throws {RunCancelledError} a person asked to stop
 */
export async function holdRun(tx: PoolClient, run: RunLease): Promise<SyncPhase[]> {
  const { rows } = await tx.query<{ status: string; phases: SyncPhase[] }>(
    `SELECT status, phases, pg_advisory_xact_lock($3, hashtext(connection_id::text))
       FROM sync_run WHERE id = $1 AND lease_token = $2 FOR UPDATE`,
    [run.id, run.leaseToken, connectionLockClass],
  )
  const [row] = rows
  if (row?.status === 'cancelling') throw new RunCancelledError()
  if (row?.status !== 'running') throw new LeaseLostError()
  return row.phases
}
