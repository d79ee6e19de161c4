import type { PoolClient } from 'pg'
import { againMark } from './compare-hashes.ts'
import { ingestRecords } from './ingest-records.ts'
import { waitingRecords } from './ingest-waiting.ts'
import type { Cause, Mapping, ObservedRecord, Scope } from './types.ts'

/**
 * Takes in product records again that are stored already, because what becomes of them was decided anew, and then the
 * stock that waited for them. The caller holds the connection's lock.
 */
export async function ingestStoredProducts(
  tx: PoolClient,
  scope: Scope,
  cause: Cause,
  sourceIds: string[],
  mapping: Mapping,
): Promise<void> {
  const { rows } = await tx.query<ObservedRecord>(
    `UPDATE source_record SET hash = $3 || ltrim(hash, $3)
      WHERE connection_id = $1 AND entity = 'products' AND source_id = ANY($2::text[]) AND deleted_at IS NULL
      RETURNING source_id AS "sourceId", payload, source_updated_at AS "sourceUpdatedAt", observed_at AS "observedAt"`,
    [scope.connectionId, sourceIds, againMark],
  )
  await ingestRecords({ tx, scope, cause, entity: 'products', records: rows, ...mapping })
  for (const entity of ['inventory', 'batches'] as const) {
    for await (const records of waitingRecords(tx, scope.connectionId, entity))
      await ingestRecords({ tx, scope, cause, entity, records, ...mapping })
  }
}
