import type { Pool } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { holdRun, type RunLease } from './hold-run.ts'
import { ingestRecords } from './ingest-records.ts'
import { openSetAside } from './set-aside.ts'
import type { Mapping } from './types.ts'

/** More than this set aside means something is wrong with all of them: one full sync tells. */
const most = 500

/**
 * Tries again what was set aside of an entity: deltas would not send it again. What an earlier page of the same run has
 * set aside is left alone.
 * @throws {LeaseLostError | RunCancelledError} see `holdRun`
 */
export async function ingestSetAside(
  pool: Pool,
  run: RunLease,
  entity: SyncEntity,
  mapping: Mapping,
): Promise<void> {
  const { connectionId } = run.scope
  await inTransaction(async (tx) => {
    await holdRun(tx, run)
    const { rows } = await tx.query<{ sourceId: string; payload: string; observedAt: Date }>(
      `SELECT source_id AS "sourceId", payload, last_seen_at AS "observedAt" FROM record_issue
        WHERE connection_id = $1 AND entity = $2 AND resolved_at IS NULL AND payload IS NOT NULL
          AND run_id IS DISTINCT FROM $3
        ORDER BY last_seen_at LIMIT $4`,
      [connectionId, entity, run.id, most],
    )
    if (rows.length === 0) return
    const opened = await openSetAside(tx, run.scope, entity, mapping.sealer, rows)
    const records = rows.flatMap(({ sourceId, observedAt }) => {
      const json = opened.get(sourceId)
      return json === undefined
        ? []
        : [{ sourceId, payload: JSON.parse(json), sourceUpdatedAt: null, observedAt }]
    })
    await ingestRecords({ tx, scope: run.scope, cause: { runId: run.id }, entity, records, ...mapping })
  }, pool)
}
