import type { PoolClient } from 'pg'
import type { RunLease } from '#server/ingest/hold-run.ts'
import { gone } from '#server/ingest/refusals.ts'
import type { RemovableEntity } from '../plan-run.ts'
import { stageRemovals } from './stage-removals.ts'

/**
 * After a whole reading: stages what the POS no longer sent as changes that remove it, unless a person has refused to
 * let it go. Such a refusal is forgotten once the record has been sent again.
 * @returns true when the POS sent nothing at all though there was something: that is how a broken POS answers, and
 *   nothing is staged, whatever anybody would approve
 */
export async function stageMissing(
  tx: PoolClient,
  run: RunLease & { dry: boolean },
  entity: RemovableEntity,
): Promise<boolean> {
  const { connectionId } = run.scope
  if (!run.dry)
    await tx.query(
      `DELETE FROM refused_change WHERE connection_id = $2 AND entity = $3 AND hash = $4
          AND source_id IN (SELECT unnest(source_ids) FROM sync_page WHERE run_id = $1 AND entity = $3)`,
      [run.id, connectionId, entity, gone],
    )
  const { missing, read, since } = await findMissing(tx, run, entity)
  if (read === 0) return missing.length > 0
  await stageRemovals(
    tx,
    { id: run.id, connectionId },
    entity,
    missing.map((sourceId) => ({ sourceId, hash: gone, state: 'staged' })),
    { position: read, observedAt: since },
  )
  return false
}

/**
 * What a notice told of since the run began is there, whatever the pages read before say.
 * Set operations, not joins: after a first sync PostgreSQL has no statistics yet and would compare each with each.
 */
async function findMissing(tx: PoolClient, run: RunLease, entity: RemovableEntity) {
  const { rows } = await tx.query<{ read: number; missing: string[]; since: Date }>(
    `WITH run AS (SELECT started_at FROM sync_run WHERE id = $3), missing AS (
       SELECT source_id FROM source_record
        WHERE connection_id = $1 AND entity = $2 AND deleted_at IS NULL
          AND first_seen_at < (SELECT started_at FROM run)
          AND (observed_at IS NULL OR observed_at < (SELECT started_at FROM run))
       EXCEPT SELECT unnest(source_ids) FROM sync_page WHERE run_id = $3 AND entity = $2
       EXCEPT SELECT source_id FROM refused_change WHERE connection_id = $1 AND entity = $2 AND hash = $4
     )
     SELECT (SELECT coalesce(sum(read), 0)::int FROM sync_page WHERE run_id = $3 AND entity = $2) AS read,
            (SELECT started_at FROM run) AS since,
            (SELECT coalesce(array_agg(source_id ORDER BY source_id), '{}') FROM missing) AS missing`,
    [run.scope.connectionId, entity, run.id, gone],
  )
  return rows[0] ?? { read: 0, missing: [], since: new Date() }
}
