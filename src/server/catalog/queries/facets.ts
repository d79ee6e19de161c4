import { categoryLabel } from '#lib/categories.ts'
import type { QueryScope } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { type ProductStatus, productStatusSchema } from '#server/model/product.ts'
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
  const sql = sqlValues()
  const past = at ? `${pastTables(scope, at, { connectionId: filter.connectionId }, sql)},` : ''
  const where = productConditions(scope, { ...filter, statuses: allStatuses }, sql)
  const { rows } = await db.query<Counted>(
    `WITH ${past} every AS MATERIALIZED (
       SELECT p.categories, p.brand, p.status FROM product p WHERE ${where}
     ), listed AS (SELECT * FROM every WHERE status <> 'deleted')
     SELECT 'category' AS facet, above.slug AS value, count(*)::int AS count
       FROM listed p
      -- A product counts once for each of its categories and once for each one above them.
      CROSS JOIN LATERAL (
            SELECT DISTINCT array_to_string(path[1:depth], '/') AS slug
              FROM unnest(p.categories) AS own, string_to_array(own, '/') AS path,
                   generate_series(1, cardinality(path)) AS depth
      ) AS above
      GROUP BY above.slug
     UNION ALL
     (SELECT 'brand', brand, count(*)::int FROM listed
       WHERE brand IS NOT NULL GROUP BY brand ORDER BY count(*) DESC, brand LIMIT 200)
     UNION ALL
     SELECT 'status', status, count(*)::int FROM every GROUP BY status
     ORDER BY facet, value`,
    sql.values,
  )
  const of = Map.groupBy(rows, ({ facet }) => facet)
  return {
    categories: (of.get('category') ?? []).map(({ value, count }) => ({
      slug: value,
      label: categoryLabel(value),
      count,
    })),
    brands: (of.get('brand') ?? [])
      .map(({ value, count }) => ({ name: value, count }))
      .toSorted((one, other) => other.count - one.count),
    statuses: (of.get('status') ?? []).map(({ value, count }) => ({
      status: productStatusSchema.parse(value),
      count,
    })),
  }
}

type Counted = { facet: 'category' | 'brand' | 'status'; value: string; count: number }
