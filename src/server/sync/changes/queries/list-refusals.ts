import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import type { SyncEntity } from '#server/model/sync.ts'

export type Refusal = {
  connectionId: string
  entity: SyncEntity
  sourceId: string
  name: string
  /** That the record is gone was refused, not a version of it. */
  gone: boolean
  refusedAt: Date
  refusedBy: string | null
  runId: string | null
  productId: string | null
}

/**
 * Versions people have refused, or undone, and which are therefore not taken in; the newest first, one page from 1.
 * @param filter of one connection, or of one product and its stock
 */
export async function listRefusals(
  db: Queryable,
  scope: QueryScope,
  filter: { connectionId?: string | undefined; productId?: string | undefined },
  page: { page: number; pageSize: number },
): Promise<{ rows: Refusal[]; total: number }> {
  const sql = sqlValues()
  const where = [scopeCondition('c', scope, sql)]
  if (filter.connectionId) where.push(`x.connection_id = ${sql.bind(filter.connectionId)}`)
  if (filter.productId)
    where.push(
      `EXISTS (SELECT FROM product q WHERE q.id = ${sql.bind(filter.productId)} AND q.connection_id = x.connection_id
          AND x.entity = 'products' AND q.source_id = x.source_id)`,
    )
  const from = `refused_change x JOIN connection c ON c.id = x.connection_id WHERE ${where.join(' AND ')}`
  const countValues = [...sql.values]
  const [found, counted] = await Promise.all([
    db.query<Refusal>(
      `WITH page AS MATERIALIZED (
         SELECT x.* FROM ${from} ORDER BY x.refused_at DESC, x.entity, x.source_id
          LIMIT ${sql.bind(page.pageSize)} OFFSET ${sql.bind((page.page - 1) * page.pageSize)}
       )
       SELECT x.connection_id AS "connectionId", x.entity, x.source_id AS "sourceId", x.hash = 'gone' AS gone,
              x.refused_at AS "refusedAt", u.name AS "refusedBy", x.run_id AS "runId", p.id AS "productId",
              coalesce(p.name, s.name, x.source_id) AS name
         FROM page x
         LEFT JOIN user_account u ON u.id = x.refused_by_id
         LEFT JOIN product p ON x.entity = 'products' AND p.connection_id = x.connection_id
                            AND p.source_id = x.source_id
         LEFT JOIN sync_change s ON s.run_id = x.run_id AND s.entity = x.entity AND s.source_id = x.source_id
        ORDER BY x.refused_at DESC, x.entity, x.source_id`,
      sql.values,
    ),
    db.query<{ total: number }>(`SELECT count(*)::int AS total FROM ${from}`, countValues),
  ])
  return { rows: found.rows, total: counted.rows[0]?.total ?? 0 }
}
