import type { QueryScope } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { type ProductFilter, productConditions } from './product-filter.ts'
import {
  type ProductPage,
  type ProductRow,
  productOrder,
  rowColumns,
  type StoredRow,
  toProductRow,
} from './product-row.ts'

/** The statement of one page. */
export function productPageStatement(scope: QueryScope, filter: ProductFilter, page: ProductPage) {
  const sql = sqlValues()
  const where = productConditions(scope, filter, sql)
  const order = productOrder(page)
  const text = `
    WITH page AS MATERIALIZED (
      SELECT p.* FROM product p WHERE ${where}
      ORDER BY ${order} LIMIT ${sql.bind(page.pageSize)} OFFSET ${sql.bind((page.page - 1) * page.pageSize)}
    )
    SELECT ${rowColumns}
      FROM page p
      JOIN store s ON s.id = p.store_id
      JOIN connection c ON c.id = p.connection_id
     ORDER BY ${order}`
  return { text, values: sql.values }
}

/**
 * One page of the catalogue and the number of products on all pages.
 * @returns quantities as decimals in text, prices in minor units of `currency`
 */
export async function listProducts(
  db: Queryable,
  scope: QueryScope,
  filter: ProductFilter,
  page: ProductPage,
): Promise<{ rows: ProductRow[]; total: number }> {
  const count = sqlValues()
  const [found, counted] = await Promise.all([
    db.query<StoredRow>(productPageStatement(scope, filter, page)),
    db.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM product p WHERE ${productConditions(scope, filter, count)}`,
      count.values,
    ),
  ])
  return { rows: found.rows.map(toProductRow), total: counted.rows[0]?.total ?? 0 }
}
