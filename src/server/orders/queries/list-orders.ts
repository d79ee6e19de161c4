import { z } from 'zod'
import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { type SqlValues, sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { type OrderDraft, orderDraftSchema, orderStatusSchema } from '#server/model/order.ts'

/** What a list of orders can be narrowed to. */
export const orderFilterSchema = z.object({
  connectionId: z.uuid().optional(),
  /** The whole number, as the counter calls it. */
  number: z.string().trim().max(200).optional(),
  statuses: z.array(orderStatusSchema).optional(),
  fulfilments: z.array(orderDraftSchema.shape.fulfilment).optional(),
  placedSince: z.date().optional(),
})
export type OrderFilter = z.infer<typeof orderFilterSchema>

export type OrderRow = Pick<
  OrderDraft,
  'number' | 'status' | 'sourceStatus' | 'fulfilment' | 'placedAt' | 'currency' | 'totalMinor'
> & {
  id: string
  lineCount: number
  storeName: string
  timeZone: string
  changedAt: Date
}

type Page = { direction: 'asc' | 'desc'; page: number; pageSize: number }

/**
 * One page of orders by when they were placed, and how many there are on all pages.
 * @returns amounts in minor units of `currency`
 */
export async function listOrders(
  db: Queryable,
  scope: QueryScope,
  filter: OrderFilter,
  page: Page,
): Promise<{ rows: OrderRow[]; total: number }> {
  const count = sqlValues()
  const [found, counted] = await Promise.all([
    db.query<OrderRow>(pageStatement(scope, filter, page)),
    db.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM customer_order o WHERE ${conditions(scope, filter, count)}`,
      count.values,
    ),
  ])
  return { rows: found.rows, total: counted.rows[0]?.total ?? 0 }
}

function conditions(scope: QueryScope, filter: OrderFilter, sql: SqlValues): string {
  const found = [scopeCondition('o', scope, sql)]
  if (filter.connectionId) found.push(`o.connection_id = ${sql.bind(filter.connectionId)}`)
  if (filter.number) {
    const { number } = filter
    // Letters as typed, or all large or small as tills print them: each can use the index.
    found.push(`o.number = ANY(${sql.bind([number, number.toUpperCase(), number.toLowerCase()])}::text[])`)
  }
  if (filter.statuses?.length) found.push(`o.status = ANY(${sql.bind(filter.statuses)}::text[])`)
  if (filter.fulfilments?.length) found.push(`o.fulfilment = ANY(${sql.bind(filter.fulfilments)}::text[])`)
  if (filter.placedSince) found.push(`o.placed_at >= ${sql.bind(filter.placedSince)}`)
  return found.join(' AND ')
}

/** `id` last makes the order total, so nothing shows on two pages. */
function pageStatement(scope: QueryScope, filter: OrderFilter, page: Page) {
  const sql = sqlValues()
  const where = conditions(scope, filter, sql)
  const direction = page.direction === 'asc' ? 'ASC' : 'DESC'
  const text = `
    SELECT o.id, o.number, o.status, o.source_status AS "sourceStatus", o.fulfilment, o.placed_at AS "placedAt",
           o.currency, o.total_minor::float8 AS "totalMinor", o.line_count AS "lineCount", s.name AS "storeName",
           s.time_zone AS "timeZone", o.changed_at AS "changedAt"
      FROM customer_order o JOIN store s ON s.id = o.store_id
     WHERE ${where}
     ORDER BY o.placed_at ${direction}, o.id ${direction}
     LIMIT ${sql.bind(page.pageSize)} OFFSET ${sql.bind((page.page - 1) * page.pageSize)}`
  return { text, values: sql.values }
}
