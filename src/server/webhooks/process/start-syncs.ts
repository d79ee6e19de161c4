import type { PoolClient } from 'pg'
import type { Scope } from '#server/ingest/types.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { type EnqueueRun, startRun } from '#server/sync/start-run.ts'

/**
 * Starts reading what changed of these kinds of record. A sync that is under way may be past the change, so it doesn't
 * count; one that waits to begin does.
 * @returns the kinds that are read from now on
 */
export async function startSyncs(
  tx: PoolClient,
  { connectionId }: Scope,
  wanted: ReadonlySet<SyncEntity>,
  enqueue: EnqueueRun,
): Promise<Set<SyncEntity>> {
  if (wanted.size === 0) return new Set()
  const { rows } = await tx.query<{ entity: SyncEntity; waits: boolean }>(
    `SELECT c.entity, r.status = 'planned' AND r.started_at IS NULL AS waits
       FROM sync_claim c JOIN sync_run r ON r.id = c.run_id
      WHERE c.connection_id = $1 AND c.entity = ANY($2::text[]) AND c.active`,
    [connectionId, [...wanted]],
  )
  const taken = new Set(rows.map(({ entity }) => entity))
  const read = new Set(rows.filter(({ waits }) => waits).map(({ entity }) => entity))
  const free = [...wanted].filter((entity) => !taken.has(entity))
  if (free.length === 0) return read
  const run = {
    connectionId,
    mode: 'incremental',
    trigger: 'notice',
    requestedById: null,
    entities: free,
  } as const
  const { alreadyRunning, entities } = await startRun(tx, run, enqueue)
  return alreadyRunning ? read : read.union(new Set(entities))
}
