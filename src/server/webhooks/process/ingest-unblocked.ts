import type { PoolClient } from 'pg'
import { againMark } from '#server/ingest/compare-hashes.ts'
import { ingestRecords } from '#server/ingest/ingest-records.ts'
import type { Cause, ObservedRecord, Scope } from '#server/ingest/types.ts'
import type { OpenedConnection } from '#server/sync/open-connection.ts'

/** More than wait for a product that a notice brings; a first sync's, which takes them up itself. */
const most = 500

/** Takes up stock and batches that waited for a product which has just come. Whose has not come waits on. */
export async function ingestUnblocked(
  tx: PoolClient,
  scope: Scope,
  cause: Cause,
  opened: OpenedConnection,
): Promise<void> {
  for (const entity of ['inventory', 'batches'] as const) {
    const { rows } = await tx.query<ObservedRecord>(
      `SELECT source_id AS "sourceId", payload, source_updated_at AS "sourceUpdatedAt", observed_at AS "observedAt"
         FROM source_record
        WHERE connection_id = $1 AND entity = $2 AND deleted_at IS NULL AND hash LIKE $3 || '%'
        ORDER BY changed_at DESC LIMIT ${most}`,
      [scope.connectionId, entity, againMark],
    )
    if (rows.length > 0) await ingestRecords({ tx, scope, cause, entity, records: rows, ...opened })
  }
}
