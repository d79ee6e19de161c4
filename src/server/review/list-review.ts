import type { QueryScope } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { livingProposals, type ReviewFilter, type ReviewState, reviewConditions } from './review-filter.ts'

/** A product a record may be another key of. `score` is 0 to 1. */
export type Proposal = {
  productId: string
  name: string
  sourceId: string
  connectionName: string
  reason: 'barcode' | 'name'
  score: number
}

export type ReviewRow = {
  id: string
  sourceId: string
  name: string
  brand: string | null
  state: ReviewState
  connectionId: string
  connectionName: string
  storeId: string
  storeName: string
  timeZone: string
  proposals: Proposal[]
  linkedProductId: string | null
  linkedProductName: string | null
  /** Of state created: the product it became. */
  productId: string | null
  decidedBy: string | null
  decidedAt: Date | null
  firstSeenAt: Date
}

/** One page of records under review, those with the surest proposal first, and how many there are on all pages. */
export async function listReview(
  db: Queryable,
  scope: QueryScope,
  filter: ReviewFilter,
  page: { page: number; pageSize: number },
): Promise<{ rows: ReviewRow[]; total: number }> {
  const sql = sqlValues()
  const where = reviewConditions(scope, filter, sql)
  const limit = `LIMIT ${sql.bind(page.pageSize)} OFFSET ${sql.bind((page.page - 1) * page.pageSize)}`
  const order = `coalesce((r.proposals #>> '{0,score}')::numeric, 0) DESC, r.first_seen_at DESC, r.id`
  const count = sqlValues()
  const [found, counted] = await Promise.all([
    db.query<ReviewRow>(
      `WITH page AS MATERIALIZED (SELECT r.* FROM review_item r WHERE ${where} ORDER BY ${order} ${limit})
       SELECT r.id, r.source_id AS "sourceId", r.name, r.brand, r.state, c.id AS "connectionId",
              c.name AS "connectionName", s.id AS "storeId", s.name AS "storeName", s.time_zone AS "timeZone",
              r.linked_product_id AS "linkedProductId", l.name AS "linkedProductName", own.id AS "productId",
              u.name AS "decidedBy", r.decided_at AS "decidedAt", r.first_seen_at AS "firstSeenAt",
              coalesce((
                SELECT jsonb_agg(jsonb_build_object('productId', p.id, 'name', p.name, 'sourceId', p.source_id, 'connectionName', pc.name,
                         'reason', one->>'reason', 'score', (one->>'score')::float8) ORDER BY place)
                  FROM ${livingProposals} JOIN connection pc ON pc.id = p.connection_id), '[]') AS proposals
         FROM page r
         JOIN connection c ON c.id = r.connection_id
         JOIN store s ON s.id = r.store_id
         LEFT JOIN product l ON l.id = r.linked_product_id
         LEFT JOIN product own ON own.connection_id = r.connection_id AND own.source_id = r.source_id
         LEFT JOIN user_account u ON u.id = r.decided_by_id
        ORDER BY ${order}`,
      sql.values,
    ),
    db.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM review_item r WHERE ${reviewConditions(scope, filter, count)}`,
      count.values,
    ),
  ])
  return { rows: found.rows, total: counted.rows[0]?.total ?? 0 }
}
