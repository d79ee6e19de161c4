import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { RunLease } from '#server/ingest/hold-run.ts'
import type { RunMode, SyncEntity, SyncPhase } from '#server/model/sync.ts'

/** A run as its worker holds it. `attempts`: claims since it last got further, this one included. */
export type ClaimedRun = RunLease & {
  mode: RunMode
  /** What it reads; empty in runs of older versions: all the connection reads. */
  entities: SyncEntity[]
  dry: boolean
  trigger: string
  attempts: number
  phases: SyncPhase[]
  queuedAt: Date
  cancelling: boolean
}

/**
 * Takes a run for this worker. Whoever held it before loses its lease and writes nothing more; its end counts as a
 * failure, as it told of none.
 * @returns null when the run is over or gone
 */
export async function claimRun(pool: Pool, runId: string): Promise<ClaimedRun | null> {
  const leaseToken = randomUUID()
  const { rows } = await pool.query<
    Omit<ClaimedRun, 'scope' | 'leaseToken'> & {
      organizationId: string
      storeId: string
      connectionId: string
    }
  >(
    `UPDATE sync_run r SET lease_token = $2, attempts = attempts + 1, heartbeat_at = now(),
            resumed = resumed + CASE WHEN r.status = 'running' AND attempts = 0 THEN 1 ELSE 0 END,
            stalled = stalled + CASE WHEN r.status = 'running' AND attempts > 0 THEN 1 ELSE 0 END,
            started_at = coalesce(started_at, now()),
            status = CASE WHEN r.status = 'cancelling' THEN 'cancelling' ELSE 'running' END
       FROM connection c
      WHERE r.id = $1 AND c.id = r.connection_id AND r.status IN ('planned', 'running', 'cancelling')
      RETURNING r.id, r.mode, r.entities, r.dry, r.trigger, r.attempts, r.phases, r.queued_at AS "queuedAt",
                r.status = 'cancelling' AS cancelling, r.organization_id AS "organizationId",
                c.store_id AS "storeId", r.connection_id AS "connectionId"`,
    [runId, leaseToken],
  )
  const [row] = rows
  if (!row) return null
  const { organizationId, storeId, connectionId, ...run } = row
  return { ...run, leaseToken, scope: { organizationId, storeId, connectionId } }
}
