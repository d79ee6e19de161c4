import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import type { Difference } from '#server/ingest/preview/types.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { type ChangeFilter, filterCondition } from '../change-filter.ts'

export type ListedChange = {
  entity: SyncEntity
  sourceId: string
  action: 'create' | 'update' | 'remove'
  name: string
  difference: Difference[]
  hides: boolean
  zeroes: boolean
  reprices: boolean
  state: 'staged' | 'refused' | 'applied' | 'overtaken' | 'failed'
  /** When somebody chose it to be written, or refused it. */
  decidedAt: Date | null
  decidedBy: string | null
  /** The product to look at. */
  productId: string | null
}

/** Changes of a run in the order it read them, one page, counted from 1. The caller has checked the run's scope. */
export async function listChanges(
  db: Queryable,
  runId: string,
  filter: ChangeFilter,
  page: { page: number; pageSize: number },
): Promise<{ rows: ListedChange[]; total: number }> {
  const sql = sqlValues([runId])
  const from = `sync_change c WHERE c.run_id = $1 AND ${filterCondition(filter, sql)}`
  const countValues = [...sql.values]
  const order = `array_position(ARRAY['products', 'inventory', 'batches', 'customers', 'orders'], c.entity), c.position,
                 c.source_id`
  const [found, counted] = await Promise.all([
    db.query<ListedChange>(
      `WITH page AS MATERIALIZED (
         SELECT c.* FROM ${from} ORDER BY ${order}
          LIMIT ${sql.bind(page.pageSize)} OFFSET ${sql.bind((page.page - 1) * page.pageSize)}
       )
       SELECT c.entity, c.source_id AS "sourceId", c.action, c.name, c.difference, c.hides, c.zeroes, c.reprices,
              c.state, c.decided_at AS "decidedAt", u.name AS "decidedBy", p.id AS "productId"
         FROM page c
         JOIN sync_run r ON r.id = c.run_id
         LEFT JOIN user_account u ON u.id = c.decided_by_id
         LEFT JOIN product p ON c.entity = 'products' AND p.connection_id = r.connection_id
                            AND p.source_id = c.source_id
        ORDER BY ${order}`,
      sql.values,
    ),
    db.query<{ total: number }>(`SELECT count(*)::int AS total FROM ${from}`, countValues),
  ])
  return { rows: found.rows, total: counted.rows[0]?.total ?? 0 }
}
