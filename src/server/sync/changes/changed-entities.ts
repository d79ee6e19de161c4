import type { Queryable } from '#server/db/transaction.ts'
import type { SyncEntity } from '#server/model/sync.ts'

/** The kinds of record of which a run has written or removed any: what can be undone of it. */
export async function changedEntities(db: Queryable, runId: string): Promise<SyncEntity[]> {
  const { rows } = await db.query<{ entity: SyncEntity }>(
    `SELECT DISTINCT s.entity FROM source_record_version v JOIN source_record s ON s.id = v.record_id WHERE v.run_id = $1
     UNION
     SELECT DISTINCT entity FROM sync_change WHERE run_id = $1 AND action = 'remove' AND state = 'applied'`,
    [runId],
  )
  return rows.map(({ entity }) => entity)
}
