import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { containsPattern, sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import type { SyncEntity } from '#server/model/sync.ts'

export type IssueRow = {
  id: string
  entity: SyncEntity
  sourceId: string
  recordName: string
  code: string
  field: string
  message: string
  severity: 'error' | 'warning'
  firstSeenAt: Date
  lastSeenAt: Date
  resolvedAt: Date | null
  /** The product made from the record, when there is one. */
  productId: string | null
  /** What the POS sent is kept: the record was set aside. */
  hasPayload: boolean
}

export type IssueFilter = {
  runId?: string | undefined
  connectionId?: string | undefined
  /** true: only open ones; false: only resolved ones. */
  open?: boolean | undefined
  q?: string | undefined
}

/** Issues of a scope, errors first, then the newest; one page, counted from 1. */
export async function listIssues(
  db: Queryable,
  scope: QueryScope,
  filter: IssueFilter,
  page: { page: number; pageSize: number },
): Promise<{ rows: IssueRow[]; total: number }> {
  const sql = sqlValues()
  const where = [scopeCondition('c', scope, sql)]
  if (filter.runId) where.push(`i.run_id = ${sql.bind(filter.runId)}`)
  if (filter.connectionId) where.push(`i.connection_id = ${sql.bind(filter.connectionId)}`)
  if (filter.open !== undefined) where.push(`i.resolved_at IS ${filter.open ? '' : 'NOT '}NULL`)
  if (filter.q) {
    const pattern = sql.bind(containsPattern(filter.q))
    where.push(
      `(i.record_name ILIKE ${pattern} OR i.source_id ILIKE ${pattern} OR i.message ILIKE ${pattern})`,
    )
  }
  const from = `record_issue i JOIN connection c ON c.id = i.connection_id WHERE ${where.join(' AND ')}`
  const countValues = [...sql.values]
  const order = "(i.severity = 'error') DESC, i.last_seen_at DESC, i.id DESC"
  const [found, counted] = await Promise.all([
    db.query<IssueRow>(
      `WITH page AS MATERIALIZED (
         SELECT i.* FROM ${from} ORDER BY ${order}
          LIMIT ${sql.bind(page.pageSize)} OFFSET ${sql.bind((page.page - 1) * page.pageSize)}
       )
       SELECT i.id, i.entity, i.source_id AS "sourceId", i.record_name AS "recordName", i.code, i.field, i.message,
              i.severity, i.first_seen_at AS "firstSeenAt", i.last_seen_at AS "lastSeenAt",
              i.resolved_at AS "resolvedAt", coalesce(product.id, variant.product_id) AS "productId",
              i.payload IS NOT NULL AS "hasPayload"
         FROM page i
         LEFT JOIN product ON product.connection_id = i.connection_id AND product.source_id = i.source_id
         LEFT JOIN variant ON variant.connection_id = i.connection_id AND variant.source_id = i.source_id
        ORDER BY ${order}`,
      sql.values,
    ),
    db.query<{ total: number }>(`SELECT count(*)::int AS total FROM ${from}`, countValues),
  ])
  return { rows: found.rows, total: counted.rows[0]?.total ?? 0 }
}
