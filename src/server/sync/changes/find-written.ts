import type { PoolClient } from 'pg'
import type { SyncEntity } from '#server/model/sync.ts'

/** A record that a run has written or removed, as it was before and as it is now. */
export type WrittenRecord = {
  recordId: string
  sourceId: string
  sourceUpdatedAt: Date | null
  /** Now: the newest version, and whether it is removed. */
  version: number
  deleted: boolean
  payload: unknown
  /** The version before the run's first; null when there was none, or when it was removed before. */
  before: { version: number; payload: unknown } | null
  /** The version the run left. */
  left: number
  /** The run removed it. */
  removed: boolean
}

/**
 * What a run has changed of an entity, a page in the order of record ids.
 * @param after the last record id of the page before
 */
export async function findWritten(
  tx: PoolClient,
  runId: string,
  entity: SyncEntity,
  after: string | null,
  limit: number,
): Promise<WrittenRecord[]> {
  const { rows } = await tx.query<WrittenRecord>(
    `WITH written AS (
       SELECT v.record_id, min(v.version) AS first, max(v.version) AS last
         FROM source_record_version v WHERE v.run_id = $1 GROUP BY v.record_id
     ), touched AS (
       SELECT s.id, w.first, w.last, c.base_version, c.action
         FROM written w JOIN source_record s ON s.id = w.record_id AND s.entity = $2
         LEFT JOIN sync_change c ON c.run_id = $1 AND c.entity = $2 AND c.source_id = s.source_id
       UNION ALL
       SELECT s.id, NULL, c.base_version, c.base_version, c.action
         FROM sync_change c JOIN sync_run r ON r.id = c.run_id
         JOIN source_record s ON s.connection_id = r.connection_id AND s.entity = $2 AND s.source_id = c.source_id
        WHERE c.run_id = $1 AND c.entity = $2 AND c.action = 'remove' AND c.state = 'applied'
     )
     SELECT s.id AS "recordId", s.source_id AS "sourceId", s.source_updated_at AS "sourceUpdatedAt", s.version,
            s.deleted_at IS NOT NULL AS deleted, s.payload, t.last AS left, t.action IS NOT DISTINCT FROM 'remove' AS removed,
            CASE WHEN b.version IS NOT NULL AND coalesce(t.base_version, 1) > 0
                 THEN jsonb_build_object('version', b.version, 'payload', b.payload) END AS before
       FROM touched t JOIN source_record s ON s.id = t.id
       LEFT JOIN source_record_version b ON b.record_id = t.id AND b.version = t.first - 1
      WHERE $3::uuid IS NULL OR t.id > $3
      ORDER BY t.id LIMIT $4`,
    [runId, entity, after, limit],
  )
  return rows
}
