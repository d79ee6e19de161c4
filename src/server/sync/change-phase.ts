import type { PoolClient } from 'pg'
import { holdRun, type RunLease } from '#server/ingest/hold-run.ts'
import type { SyncEntity, SyncPhase } from '#server/model/sync.ts'

/**
 * Changes one phase of a run this worker holds.
 * @throws {LeaseLostError | RunCancelledError} see `holdRun`
 */
export async function changePhase(
  tx: PoolClient,
  run: RunLease,
  entity: SyncEntity,
  change: (phase: SyncPhase) => SyncPhase,
): Promise<void> {
  const phases = await holdRun(tx, run)
  const changed = phases.map((phase) => (phase.entity === entity ? change(phase) : phase))
  await tx.query('UPDATE sync_run SET phases = $2, heartbeat_at = now() WHERE id = $1', [
    run.id,
    JSON.stringify(changed),
  ])
}
