import type { QueryScope } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import type { Potency, ProductStatus, StrainType } from '#server/model/product.ts'
import { pastTables } from '../travel/past-tables.ts'
import { type CategoryLabel, categoryLabels } from './category-labels.ts'
import { formatPotency } from './format-potency.ts'
import { type ProductFilter, productConditions } from './product-filter.ts'

export type ProductSort = 'name' | 'brand' | 'price' | 'quantity' | 'changedAt'

export type ProductPage = { sort: ProductSort; direction: 'asc' | 'desc'; page: number; pageSize: number }

export type ProductRow = {
  id: string
  name: string
  brand: string | null
  imageUrl: string | null
  categories: CategoryLabel[]
  status: ProductStatus
  strainType: StrainType | null
  currency: string | null
  minPriceMinor: number | null
  maxPriceMinor: number | null
  quantity: string
  quantityBound: 'exact' | 'at_least'
  variantCount: number
  storeName: string
  timeZone: string
  /** "22.4 %", "18–22 %", null when unknown. */
  thc: string | null
  changedAt: Date
  /** The last time a whole sync saw the catalogue it is in. */
  seenAt: Date | null
}

const sortColumns: Record<ProductSort, string> = {
  name: 'p.name',
  brand: 'p.brand',
  price: 'p.min_price_minor',
  quantity: 'p.quantity',
  changedAt: 'p.changed_at',
}

/** A list shows products alone; only their variants say what low stock is. */
const parts = ['variants'] as const

/** The statement of one page; `id` last makes the order total, so no row shows on two pages. */
export function productPageStatement(scope: QueryScope, filter: ProductFilter, page: ProductPage, at?: Date) {
  const sql = sqlValues()
  const past = at ? `${pastTables(scope, at, { connectionId: filter.connectionId, parts }, sql)},` : ''
  const where = productConditions(scope, filter, sql)
  const direction = page.direction === 'asc' ? 'ASC' : 'DESC'
  // Only columns that may be null say where null goes: the rest keep the order of their index.
  const nulls = page.sort === 'brand' || page.sort === 'price' ? ' NULLS LAST' : ''
  const order = (table: string) =>
    `${sortColumns[page.sort].replace('p.', `${table}.`)} ${direction}${nulls}, ${table}.id ${direction}`
  const text = `
    WITH ${past} page AS MATERIALIZED (
      SELECT p.* FROM product p WHERE ${where}
      ORDER BY ${order('p')} LIMIT ${sql.bind(page.pageSize)} OFFSET ${sql.bind((page.page - 1) * page.pageSize)}
    )
    SELECT p.id, p.name, p.brand, p.categories, p.status, p.strain_type AS "strainType", p.currency,
           p.min_price_minor AS "minPriceMinor", p.max_price_minor AS "maxPriceMinor",
           trim_scale(p.quantity)::text AS quantity, p.quantity_bound AS "quantityBound",
           p.variant_count AS "variantCount", s.name AS "storeName", s.time_zone AS "timeZone",
           coalesce(jsonb_path_query_first(p.images, '$[*] ? (@.primary == true).url'), p.images #> '{0,url}') #>> '{}'
             AS "imageUrl",
           p.potency, p.changed_at AS "changedAt", c.last_synced_at AS "seenAt"
      FROM page p
      JOIN store s ON s.id = p.store_id
      JOIN connection c ON c.id = p.connection_id
     ORDER BY ${order('p')}`
  return { text, values: sql.values }
}

/**
 * One page of the catalogue and the number of products on all pages.
 * @param at the catalogue as of then; absent, as it is
 * @returns quantities as decimals in text, prices in minor units of `currency`
 */
export async function listProducts(
  db: Queryable,
  scope: QueryScope,
  filter: ProductFilter,
  page: ProductPage,
  at?: Date,
): Promise<{ rows: ProductRow[]; total: number }> {
  type Row = Omit<ProductRow, 'categories' | 'thc'> & { categories: string[]; potency: Potency[] }
  const count = sqlValues()
  const past = at ? `WITH ${pastTables(scope, at, { connectionId: filter.connectionId, parts }, count)}` : ''
  const [found, counted] = await Promise.all([
    db.query<Row>(productPageStatement(scope, filter, page, at)),
    db.query<{ total: number }>(
      `${past} SELECT count(*)::int AS total FROM product p WHERE ${productConditions(scope, filter, count)}`,
      count.values,
    ),
  ])
  return {
    rows: found.rows.map(({ potency, categories, ...row }) => ({
      ...row,
      categories: categoryLabels(categories),
      thc: formatPotency(potency, 'thc'),
    })),
    total: counted.rows[0]?.total ?? 0,
  }
}
