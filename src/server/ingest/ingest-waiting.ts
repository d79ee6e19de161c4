import type { Pool } from 'pg'
import type { Adapter, MapContext } from '#server/adapters/contract.ts'
import { inTransaction } from '#server/db/transaction.ts'
import type { Sealer } from '#server/lib/seal.ts'
import { againMark } from './compare-hashes.ts'
import { holdRun, type RunLease } from './hold-run.ts'
import { ingestRecords } from './ingest-records.ts'

const pageSize = 500

type Waiting = {
  id: string
  sourceId: string
  payload: unknown
  sourceUpdatedAt: Date | null
  observedAt: Date | null
}

/**
 * Takes up the stored records of an entity that waited for a product, page by page. Those whose product has not come
 * wait on. Deltas would never send them again. Orders never wait: they find their products when they are looked at.
 */
export async function ingestWaiting(
  pool: Pool,
  run: RunLease,
  entity: 'inventory' | 'batches',
  mapping: { adapter: Adapter; mapContext: MapContext; sealer: Sealer },
): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await pool.query<Waiting>(
      `SELECT id, source_id AS "sourceId", payload, source_updated_at AS "sourceUpdatedAt", observed_at AS "observedAt"
         FROM source_record
        WHERE connection_id = $1 AND entity = $2 AND deleted_at IS NULL AND hash LIKE $3 || '%' AND id > $4
        ORDER BY id LIMIT $5`,
      [run.scope.connectionId, entity, againMark, after, pageSize],
    )
    const last = rows.at(-1)
    if (!last) return
    after = last.id
    await inTransaction(async (tx) => {
      await holdRun(tx, run)
      await ingestRecords({
        tx,
        scope: run.scope,
        cause: { runId: run.id },
        entity,
        records: rows,
        ...mapping,
      })
    }, pool)
  }
}
