import type { Pool } from 'pg'
import type { Adapter } from '#server/adapters/contract.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { holdRun } from '#server/ingest/hold-run.ts'
import { type SyncEntity, type SyncMode, type SyncPhase, syncEntities } from '#server/model/sync.ts'
import type { ClaimedRun } from './claim-run.ts'

/** What can be known to be gone because a whole reading left it out. */
export type RemovableEntity = Exclude<SyncEntity, 'orders'>

/**
 * How one entity is read. `since`: what changed from then on; null reads everything. `removable`: the entity, when what
 * is missing at the end is to be removed.
 */
export type EntityPlan = {
  entity: SyncEntity
  mode: SyncMode
  since: Date | null
  removable: RemovableEntity | null
}

/**
 * How far back a whole reading of orders goes. Ninety days hold every order that is still open, every return a shop
 * usually takes back, and a quarter's figures; older ones are history that nobody waits for a sync to read.
 */
const orderDays = 90

/** A POS's clock may run behind ours, and a record may be stamped before it can be read. */
const overlapMs = 5 * 60_000

/**
 * Decides what a run reads and how, the same way each time the run is claimed, and notes its phases when it starts.
 * An incremental run reads whole what the POS has no deltas of, and everything when nothing was ever read. Orders have
 * no whole: their reading begins `orderDays` before the run was asked for.
 */
export async function planRun(pool: Pool, run: ClaimedRun, adapter: Adapter): Promise<EntityPlan[]> {
  const chosen = run.entities.length > 0 ? run.entities : await chosenEntities(pool, run)
  const { entities, capabilities } = adapter.manifest
  const lastReads = run.mode === 'incremental' ? await findLastReads(pool, run) : new Map<SyncEntity, Date>()
  const plans = syncEntities
    .filter((entity) => entities.includes(entity) && (chosen.length === 0 || chosen.includes(entity)))
    .map((entity) => {
      const lastRead = lastReads.get(entity)
      if (lastRead && capabilities.incremental.includes(entity)) {
        const since = new Date(lastRead.getTime() - overlapMs)
        return { entity, mode: 'incremental', since, removable: null } as const
      }
      const from = entity === 'orders' ? new Date(run.queuedAt.getTime() - orderDays * 86_400_000) : null
      return { entity, mode: 'full', since: from, removable: removable(entity, adapter) } as const
    })
  if (run.phases.length === 0)
    await savePhases(
      pool,
      run,
      plans.map(({ entity }) => waitingPhase(entity)),
    )
  return plans
}

async function chosenEntities(pool: Pool, run: ClaimedRun): Promise<SyncEntity[]> {
  const { rows } = await pool.query<{ entities: SyncEntity[] }>(
    'SELECT entities FROM connection WHERE id = $1',
    [run.scope.connectionId],
  )
  return rows[0]?.entities ?? []
}

/**
 * When the newest run began that read an entity to its end, entity by entity. Runs that changed nothing (dry, undone,
 * waiting for a person) and those whose result looks wrong don't count: what they saw is to be read again.
 */
async function findLastReads(pool: Pool, run: ClaimedRun): Promise<Map<SyncEntity, Date>> {
  const { rows } = await pool.query<{ entity: SyncEntity; startedAt: Date }>(
    `SELECT e.entity, last.started_at AS "startedAt" FROM unnest($3::text[]) AS e(entity)
      CROSS JOIN LATERAL (
        SELECT started_at FROM sync_run
         WHERE connection_id = $1 AND queued_at < $2 AND NOT dry AND mode <> 'undo'
           AND status IN ('succeeded', 'partly_failed', 'failed')
           AND phases @> jsonb_build_array(jsonb_build_object('entity', e.entity, 'status', 'done'))
         ORDER BY queued_at DESC LIMIT 1) AS last`,
    [run.scope.connectionId, run.queuedAt, syncEntities],
  )
  return new Map(rows.map(({ entity, startedAt }) => [entity, startedAt]))
}

/** Customers are believed to be gone only where the POS says nothing of those it deletes. */
function removable(entity: SyncEntity, { manifest }: Adapter): RemovableEntity | null {
  if (entity === 'orders') return null
  return entity === 'customers' && manifest.capabilities.deletions === 'status' ? null : entity
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
  return { entity, status: 'waiting', step: null, error: null, ...counts, startedAt: null, endedAt: null }
}
