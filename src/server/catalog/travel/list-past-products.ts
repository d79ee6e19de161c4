import type { QueryScope } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import type { ProductStatus } from '#server/model/product.ts'
import { type CategoryLabel, categoryLabels } from '../queries/category-labels.ts'
import { type ProductFilter, productConditions } from '../queries/product-filter.ts'
import {
  type ProductPage,
  type ProductRow,
  productOrder,
  rowColumns,
  type StoredRow,
  toProductRow,
} from '../queries/product-row.ts'
import { pastTables } from './past-tables.ts'

/** In what a product differs now. `gone`: the POS has deleted it since; `details`: what lists don't show. */
const differenceKinds = ['gone', 'price', 'stock', 'status', 'name', 'brand', 'category', 'details'] as const
export type DifferenceKind = (typeof differenceKinds)[number]

/** What a list shows of a product, as it is now. */
type ProductNow = Pick<
  ProductRow,
  'name' | 'brand' | 'currency' | 'minPriceMinor' | 'maxPriceMinor' | 'quantity' | 'quantityBound'
> & { status: ProductStatus; categories: CategoryLabel[] }

export type PastRow = ProductRow & { differs: DifferenceKind[]; now: ProductNow }

export type PastList = {
  rows: PastRow[]
  /** Products on all pages. */
  total: number
  /** Of all that match, differing or not: how many there are, how many differ now, and how many in what. */
  comparison: { compared: number; differing: number; kinds: Record<DifferenceKind, number> }
}

const unequal = (...columns: string[]) =>
  `(${columns.map((name) => `p.${name}`).join(', ')}) IS DISTINCT FROM (${columns.map((name) => `n.${name}`).join(', ')})`

/** The kinds of difference between product p of then and n of now, as an array. */
const differs = `array_remove(ARRAY[
  CASE WHEN p.status <> n.status THEN CASE n.status WHEN 'deleted' THEN 'gone' ELSE 'status' END END,
  CASE WHEN ${unequal('currency', 'min_price_minor', 'max_price_minor')} THEN 'price' END,
  CASE WHEN ${unequal('quantity', 'quantity_bound')} THEN 'stock' END,
  CASE WHEN p.name <> n.name THEN 'name' END,
  CASE WHEN p.brand IS DISTINCT FROM n.brand THEN 'brand' END,
  CASE WHEN p.categories <> n.categories THEN 'category' END,
  CASE WHEN ${unequal('description', 'strain_type', 'strain_name', 'effects', 'flavors', 'ingredients', 'tags', 'potency', 'images', 'variant_count')}
       THEN 'details' END], NULL)`

const now = `jsonb_build_object('name', n.name, 'brand', n.brand, 'status', n.status, 'categories', n.categories,
  'currency', n.currency, 'minPriceMinor', n.min_price_minor, 'maxPriceMinor', n.max_price_minor,
  'quantity', trim_scale(n.quantity)::text, 'quantityBound', n.quantity_bound)`

/**
 * One page of the catalogue as of `at`, each product beside what it is now, and in how many something differs. One
 * statement: the past is put together once.
 * @param differing only products that differ now
 * @returns quantities as decimals in text, prices in minor units of `currency`
 */
export async function listPastProducts(
  db: Queryable,
  scope: QueryScope,
  filter: ProductFilter,
  page: ProductPage,
  at: Date,
  differing = false,
): Promise<PastList> {
  const sql = sqlValues()
  const of = { connectionId: filter.connectionId, variants: filter.stock === 'low' }
  const order = productOrder(page)
  const { rows } = await db.query<Answer>(
    `WITH ${pastTables(scope, at, of, sql)},
     matching AS MATERIALIZED (
       SELECT p.*, ${differs} AS differs, ${now} AS now
         FROM product p JOIN present n ON n.id = p.id WHERE ${productConditions(scope, filter, sql)}
     ), page AS MATERIALIZED (
       SELECT p.* FROM matching p ${differing ? `WHERE p.differs <> '{}'` : ''}
       ORDER BY ${order} LIMIT ${sql.bind(page.pageSize)} OFFSET ${sql.bind((page.page - 1) * page.pageSize)}
     ), counted AS (
       SELECT count(*)::int AS compared, (count(*) FILTER (WHERE differs <> '{}'))::int AS differing,
              ${differenceKinds.map((kind) => `(count(*) FILTER (WHERE '${kind}' = ANY(differs)))::int AS "${kind}"`).join(', ')}
         FROM matching
     )
     SELECT to_jsonb(counted) AS counted, ${rowColumns}, p.differs, p.now
       FROM counted
       LEFT JOIN (page p JOIN store s ON s.id = p.store_id JOIN connection c ON c.id = p.connection_id) ON true
      ORDER BY ${order}`,
    sql.values,
  )
  const [first] = rows
  if (!first) throw new Error('a count gives a row')
  const { compared, differing: different, ...kinds } = first.counted
  return {
    rows: rows.flatMap(({ counted: _, ...row }) => (row.id === null ? [] : [toPastRow(row)])),
    total: differing ? different : compared,
    comparison: { compared, differing: different, kinds },
  }
}

type Counted = { compared: number; differing: number } & Record<DifferenceKind, number>
type Compared = StoredRow & {
  differs: DifferenceKind[]
  now: Omit<ProductNow, 'categories'> & { categories: string[] }
}
/** A page without rows still counts. */
type Answer = { counted: Counted } & (Compared | (Partial<Compared> & { id: null }))

function toPastRow({ differs, now: { categories, ...now }, ...row }: Compared): PastRow {
  return { ...toProductRow(row), differs, now: { ...now, categories: categoryLabels(categories) } }
}
