import type { Queryable } from '#server/db/transaction.ts'
import type { SyncEntity } from '#server/model/sync.ts'

/** The kinds of record of which a run has written or removed any, by its own counts: what can be undone of it. */
export async function changedEntities(db: Queryable, runId: string): Promise<SyncEntity[]> {
  const { rows } = await db.query<{ entity: SyncEntity }>(
    `SELECT p->>'entity' AS entity FROM sync_run r CROSS JOIN LATERAL jsonb_array_elements(r.phases) AS p
      WHERE r.id = $1 AND (p->>'created')::int + (p->>'updated')::int + (p->>'deleted')::int > 0`,
    [runId],
  )
  return rows.map(({ entity }) => entity)
}
