import type { Pool } from 'pg'
import type { Adapter } from '#server/adapters/contract.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { holdRun } from '#server/ingest/hold-run.ts'
import { type SyncEntity, type SyncMode, type SyncPhase, syncEntities } from '#server/model/sync.ts'
import type { ClaimedRun } from './claim-run.ts'
import { scheduleSchema } from './schedule.ts'

/** How one entity is read. `since`: what changed from then on; null reads everything. */
export type EntityPlan = { entity: SyncEntity; mode: SyncMode; since: Date | null }

/** A POS's clock may run behind ours, and a record may be stamped before it can be read. */
const overlapMs = 5 * 60_000

/**
 * Decides what a run reads and how, the same way each time the run is claimed, and notes its phases when it starts.
 * An incremental run reads whole what the POS has no deltas of, and everything when nothing was ever read.
 */
export async function planRun(pool: Pool, run: ClaimedRun, adapter: Adapter): Promise<EntityPlan[]> {
  const { rows } = await pool.query<{ schedule: unknown; since: Date | null }>(
    `SELECT c.schedule, (
        SELECT max(started_at) FROM sync_run
         WHERE connection_id = c.id AND queued_at < $2 AND status IN ('succeeded', 'partly_failed')) AS since
       FROM connection c WHERE c.id = $1`,
    [run.scope.connectionId, run.queuedAt],
  )
  const chosen = scheduleSchema.parse(rows[0]?.schedule ?? {}).entities
  const since = rows[0]?.since ? new Date(rows[0].since.getTime() - overlapMs) : null
  const { entities, capabilities } = adapter.manifest
  const plans = syncEntities
    .filter((entity) => entities.includes(entity) && (chosen.length === 0 || chosen.includes(entity)))
    .map((entity) => {
      const delta = run.mode === 'incremental' && since !== null && capabilities.incremental.includes(entity)
      return { entity, mode: delta ? 'incremental' : 'full', since: delta ? since : null } as const
    })
  if (run.phases.length === 0)
    await savePhases(
      pool,
      run,
      plans.map(({ entity }) => waitingPhase(entity)),
    )
  return plans
}

async function savePhases(pool: Pool, run: ClaimedRun, phases: SyncPhase[]): Promise<void> {
  await inTransaction(async (tx) => {
    await holdRun(tx, run)
    await tx.query('UPDATE sync_run SET phases = $2 WHERE id = $1', [run.id, JSON.stringify(phases)])
  }, pool)
}

function waitingPhase(entity: SyncEntity): SyncPhase {
  const counts = {
    pages: 0,
    total: null,
    read: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    failed: 0,
    deleted: 0,
  }
  return { entity, status: 'waiting', ...counts, startedAt: null, endedAt: null }
}
