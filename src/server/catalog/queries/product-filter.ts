import { z } from 'zod'
import { categoryWithTypes } from '#lib/categories.ts'
import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { containsPattern, type SqlValues } from '#server/db/sql-values.ts'
import { productStatusSchema } from '#server/model/product.ts'

/** What a list of products can be narrowed to. Absent statuses: everything but what the POS deleted. */
export const productFilterSchema = z.object({
  connectionId: z.uuid().optional(),
  q: z.string().trim().max(200).optional(),
  categories: z.array(z.string().max(200)).max(200).optional(),
  brands: z.array(z.string().max(200)).max(200).optional(),
  statuses: z.array(productStatusSchema).optional(),
  stock: z.enum(['in', 'low', 'out']).optional(),
  changedSince: z.date().optional(),
})
export type ProductFilter = z.infer<typeof productFilterSchema>

/** Low stock where the POS names no threshold for a product. */
const defaultLowStock = 5

const stockConditions = {
  in: 'p.quantity > 0',
  out: 'p.quantity <= 0',
  // "30 or more" is a lower bound and never counts as low.
  low: `p.quantity > 0 AND p.quantity_bound = 'exact' AND p.quantity <= coalesce(
    (SELECT max(v.low_stock_at) FROM variant v WHERE v.product_id = p.id), ${defaultLowStock})`,
} as const

/** The words of a search, at most eight: each must appear in the name or the brand. */
function searchWords(q: string | undefined): string[] {
  return (q ?? '').split(/\s+/).filter(Boolean).slice(0, 8)
}

/**
 * Scope and filter as the conditions of a statement over `product p`.
 * Name and brand are searched by their trigram indexes, which find any part of a word.
 */
export function productConditions(scope: QueryScope, filter: ProductFilter, sql: SqlValues): string {
  const conditions = [scopeCondition('p', scope, sql)]
  if (filter.connectionId) conditions.push(`p.connection_id = ${sql.bind(filter.connectionId)}`)
  for (const word of searchWords(filter.q)) {
    const pattern = sql.bind(containsPattern(word))
    conditions.push(`(p.name ILIKE ${pattern} OR p.brand ILIKE ${pattern})`)
  }
  if (filter.categories?.length) {
    conditions.push(`p.categories && ${sql.bind(filter.categories.flatMap(categoryWithTypes))}::text[]`)
  }
  if (filter.brands?.length) conditions.push(`p.brand = ANY(${sql.bind(filter.brands)}::text[])`)
  conditions.push(
    filter.statuses?.length
      ? `p.status = ANY(${sql.bind(filter.statuses)}::text[])`
      : "p.status <> 'deleted'",
  )
  if (filter.stock) conditions.push(stockConditions[filter.stock])
  if (filter.changedSince) conditions.push(`p.changed_at >= ${sql.bind(filter.changedSince)}`)
  return conditions.join(' AND ')
}
