import type { PoolClient } from 'pg'
import { againMark } from './compare-hashes.ts'
import { ingestRecords } from './ingest-records.ts'
import { waitingRecords } from './ingest-waiting.ts'
import type { Cause, Mapping, ObservedRecord, Scope } from './types.ts'

/**
 * Takes in product records again that are stored already, because what becomes of them was decided anew, and then the
 * stock that waited for them, no other. The caller holds the connection's lock.
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
  const variants = await variantsOf(tx, scope.connectionId, sourceIds)
  if (variants.length === 0) return
  for (const entity of ['inventory', 'batches'] as const) {
    for await (const records of waitingRecords(tx, scope.connectionId, entity, variants))
      await ingestRecords({ tx, scope, cause, entity, records, ...mapping })
  }
}

/** The POS's ids of the sale units that came with these product records, whatever product they belong to. */
async function variantsOf(tx: PoolClient, connectionId: string, sourceIds: string[]): Promise<string[]> {
  const { rows } = await tx.query<{ sourceId: string }>(
    `SELECT v.source_id AS "sourceId" FROM variant v JOIN product p ON p.id = v.product_id
      WHERE v.connection_id = $1
        AND (v.alias_source_id = ANY($2::text[])
             OR (v.alias_source_id IS NULL AND p.connection_id = $1 AND p.source_id = ANY($2::text[])))`,
    [connectionId, sourceIds],
  )
  return rows.map((row) => row.sourceId)
}
