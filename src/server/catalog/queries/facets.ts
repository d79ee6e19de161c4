import { categoryLabel } from '#lib/categories.ts'
import type { QueryScope } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import type { ProductStatus } from '#server/model/product.ts'
import { pastTables } from '../travel/past-tables.ts'
import type { CategoryLabel } from './category-labels.ts'
import { type ProductFilter, productConditions } from './product-filter.ts'

export type Facets = {
  categories: (CategoryLabel & { count: number })[]
  /** The 200 with most products. */
  brands: { name: string; count: number }[]
  statuses: { status: ProductStatus; count: number }[]
}

const allStatuses: ProductStatus[] = ['active', 'inactive', 'hidden', 'deleted']

/**
 * What the catalogue of a scope can be filtered by, with the number of products behind each choice.
 * `at`: as of then. Like the list itself, categories and brands leave out what was deleted; statuses count it.
 */
export async function productFacets(
  db: Queryable,
  scope: QueryScope,
  filter: Pick<ProductFilter, 'connectionId'>,
  at?: Date,
): Promise<Facets> {
  const past = { connectionId: filter.connectionId, parts: [] }
  const listed = sqlValues()
  const listedPast = at ? `WITH ${pastTables(scope, at, past, listed)}` : ''
  const where = productConditions(scope, filter, listed)
  const every = sqlValues()
  const everyPast = at ? `WITH ${pastTables(scope, at, past, every)}` : ''
  const everyWhere = productConditions(scope, { ...filter, statuses: allStatuses }, every)
  const [categories, brands, statuses] = await Promise.all([
    db.query<{ slug: string; count: number }>(
      // A product counts once for each of its categories and once for each one above them.
      `${listedPast} SELECT above.slug, count(*)::int AS count
         FROM product p
        CROSS JOIN LATERAL (
              SELECT DISTINCT array_to_string(path[1:depth], '/') AS slug
                FROM unnest(p.categories) AS own, string_to_array(own, '/') AS path,
                     generate_series(1, cardinality(path)) AS depth
        ) AS above
        WHERE ${where} GROUP BY above.slug ORDER BY above.slug`,
      listed.values,
    ),
    db.query<{ name: string; count: number }>(
      `${listedPast} SELECT p.brand AS name, count(*)::int AS count FROM product p
        WHERE ${where} AND p.brand IS NOT NULL GROUP BY p.brand ORDER BY count DESC, p.brand LIMIT 200`,
      listed.values,
    ),
    db.query<{ status: ProductStatus; count: number }>(
      `${everyPast} SELECT p.status, count(*)::int AS count FROM product p
        WHERE ${everyWhere} GROUP BY p.status ORDER BY p.status`,
      every.values,
    ),
  ])
  return {
    categories: categories.rows.map(({ slug, count }) => ({ slug, label: categoryLabel(slug), count })),
    brands: brands.rows,
    statuses: statuses.rows,
  }
}
