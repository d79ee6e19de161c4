import type { Pool } from 'pg'
import { inTransaction, type Queryable } from '#server/db/transaction.ts'
import { againMark } from './compare-hashes.ts'
import { holdRun, type RunLease } from './hold-run.ts'
import { ingestRecords } from './ingest-records.ts'
import type { Mapping, ObservedRecord } from './types.ts'

const pageSize = 500

/**
 * Takes up the stored records of an entity that waited for a product, page by page. Those whose product has not come
 * wait on. Deltas would never send them again. Orders never wait: they find their products when they are looked at.
 */
export async function ingestWaiting(
  pool: Pool,
  run: RunLease,
  entity: 'inventory' | 'batches',
  mapping: Mapping,
): Promise<void> {
  const { scope } = run
  for await (const records of waitingRecords(pool, scope.connectionId, entity)) {
    await inTransaction(async (tx) => {
      await holdRun(tx, run)
      await ingestRecords({ tx, scope, cause: { runId: run.id }, entity, records, ...mapping })
    }, pool)
  }
}

/**
 * The stored records of an entity that wait for a product, in pages; each is looked at once.
 * @param variants only those that wait for one of these sale units, by the POS's ids; absent: all
 */
export async function* waitingRecords(
  db: Queryable,
  connectionId: string,
  entity: 'inventory' | 'batches',
  variants?: readonly string[],
): AsyncGenerator<ObservedRecord[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await db.query<ObservedRecord & { id: string }>(
      `SELECT id, source_id AS "sourceId", payload, source_updated_at AS "sourceUpdatedAt", observed_at AS "observedAt"
         FROM source_record
        WHERE connection_id = $1 AND entity = $2 AND deleted_at IS NULL AND hash LIKE $3 || '%' AND id > $4
          AND ($6::text[] IS NULL OR source_id IN (
            SELECT i.source_id FROM record_issue i
             WHERE i.connection_id = $1 AND i.entity = $2 AND i.resolved_at IS NULL AND i.code = 'unknown_product'
               AND i.field = ANY($6::text[])))
        ORDER BY id LIMIT $5`,
      [connectionId, entity, againMark, after, pageSize, variants ?? null],
    )
    const last = rows.at(-1)
    if (!last) return
    after = last.id
    yield rows
  }
}
