import type { PoolClient } from 'pg'
import { removeRecords } from '#server/ingest/remove-records.ts'
import type { Cause, Scope } from '#server/ingest/types.ts'
import { newId } from '#server/lib/ids.ts'
import type { SyncEntity } from '#server/model/sync.ts'

/**
 * Takes a record for gone, unless what is stored of it is newer. One that was never seen leaves an empty row, so that
 * what was told of it before, and comes late, does not bring it back.
 * @param at when the POS was known to be without it
 */
export async function removeGone(
  tx: PoolClient,
  scope: Scope,
  cause: Cause,
  entity: Exclude<SyncEntity, 'orders'>,
  sourceId: string,
  at: Date,
): Promise<'removed' | 'unchanged' | 'stale'> {
  const { rows } = await tx.query<{ deleted: boolean; newer: boolean }>(
    `SELECT deleted_at IS NOT NULL AS deleted,
            coalesce(observed_at > $4, false) OR coalesce(source_updated_at > $4, false) AS newer
       FROM source_record WHERE connection_id = $1 AND entity = $2 AND source_id = $3`,
    [scope.connectionId, entity, sourceId, at],
  )
  const [stored] = rows
  if (stored?.newer) return 'stale'
  if (stored && !stored.deleted) {
    await removeRecords(tx, scope, cause, entity, [sourceId], at)
    return 'removed'
  }
  await tx.query(
    `INSERT INTO source_record AS r (id, connection_id, entity, source_id, hash, payload, version, observed_at, deleted_at)
     VALUES ($1, $2, $3, $4, '', '{}', 0, $5, now())
     ON CONFLICT (connection_id, entity, source_id) DO UPDATE SET observed_at = greatest(r.observed_at, excluded.observed_at)`,
    [newId(), scope.connectionId, entity, sourceId, at],
  )
  return 'unchanged'
}
