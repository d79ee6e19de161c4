import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { vendorFace } from '#server/adapters/vendor-face.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import type { MappingIssue } from '#server/model/issue.ts'
import type { Potency, ProductStatus, StrainType } from '#server/model/product.ts'
import { pastTables } from '../travel/past-tables.ts'
import { type CategoryLabel, categoryLabels } from './category-labels.ts'
import { listVariants, type VariantDetail } from './list-variants.ts'

export type ProductDetail = {
  id: string
  sourceId: string
  name: string
  brand: string | null
  description: string | null
  status: ProductStatus
  sourceCategory: string[]
  categories: CategoryLabel[]
  categoryRule: string
  strainType: StrainType | null
  strainName: string | null
  effects: string[]
  flavors: string[]
  ingredients: string[]
  tags: string[]
  potency: Potency[]
  images: { url: string; primary: boolean }[]
  currency: string | null
  minPriceMinor: number | null
  maxPriceMinor: number | null
  /** A decimal in text. */
  quantity: string
  quantityBound: 'exact' | 'at_least'
  variantCount: number
  sourceUpdatedAt: Date | null
  createdAt: Date
  changedAt: Date
}

export type SourceView = {
  payload: unknown
  version: number
  changedAt: Date
  sourceUpdatedAt: Date | null
  hash: string
}

export type ProductIssue = {
  id: string
  entity: string
  code: MappingIssue['code']
  field: string
  message: string
  severity: MappingIssue['severity']
  firstSeenAt: Date
  lastSeenAt: Date
}

export type ProductView = {
  product: ProductDetail
  variants: VariantDetail[]
  /** Null when the record was never kept (a product made from another record). */
  source: SourceView | null
  stockSource: SourceView | null
  issues: ProductIssue[]
  connection: { id: string; name: string; vendorName: string }
  store: { id: string; name: string; timeZone: string }
}

type HeadRow = Omit<ProductDetail, 'categories'> & {
  categories: string[]
  connectionId: string
  connectionName: string
  vendor: string
  storeId: string
  storeName: string
  timeZone: string
}

async function findHead(
  db: Queryable,
  scope: QueryScope,
  id: string,
  at?: Date,
): Promise<HeadRow | undefined> {
  const sql = sqlValues()
  const past = at ? `WITH ${pastTables(scope, at, { productId: id }, sql)}` : ''
  const { rows } = await db.query<HeadRow>(
    `${past} SELECT p.id, p.source_id AS "sourceId", p.name, p.brand, p.description, p.status,
            p.source_category AS "sourceCategory", p.categories, p.category_rule AS "categoryRule",
            p.strain_type AS "strainType", p.strain_name AS "strainName", p.effects, p.flavors, p.ingredients, p.tags,
            p.potency, p.images, p.currency, p.min_price_minor AS "minPriceMinor", p.max_price_minor AS "maxPriceMinor",
            trim_scale(p.quantity)::text AS quantity, p.quantity_bound AS "quantityBound",
            p.variant_count AS "variantCount", p.source_updated_at AS "sourceUpdatedAt",
            p.created_at AS "createdAt", p.changed_at AS "changedAt",
            c.id AS "connectionId", c.name AS "connectionName", c.vendor,
            s.id AS "storeId", s.name AS "storeName", s.time_zone AS "timeZone"
       FROM product p
       JOIN connection c ON c.id = p.connection_id
       JOIN store s ON s.id = p.store_id
      WHERE p.id = ${sql.bind(id)} AND ${scopeCondition('p', scope, sql)}`,
    sql.values,
  )
  return rows[0]
}

const sourceColumns =
  'r.payload, r.version, r.changed_at AS "changedAt", r.source_updated_at AS "sourceUpdatedAt", r.hash'

async function findSource(db: Queryable, connectionId: string, sourceId: string): Promise<SourceView | null> {
  const { rows } = await db.query<SourceView>(
    `SELECT ${sourceColumns} FROM source_record r
      WHERE r.connection_id = $1 AND r.entity = 'products' AND r.source_id = $2`,
    [connectionId, sourceId],
  )
  return rows[0] ?? null
}

/** The version of the record that was the newest then. */
async function findSourceAsOf(
  db: Queryable,
  connectionId: string,
  sourceId: string,
  at: Date,
): Promise<SourceView | null> {
  const { rows } = await db.query<SourceView>(
    `SELECT v.payload, v.version, v.received_at AS "changedAt", NULL AS "sourceUpdatedAt", v.hash
       FROM source_record r JOIN source_record_version v ON v.record_id = r.id
      WHERE r.connection_id = $1 AND r.entity = 'products' AND r.source_id = $2 AND v.received_at <= $3
      ORDER BY v.version DESC LIMIT 1`,
    [connectionId, sourceId, at],
  )
  return rows[0] ?? null
}

/** The newest record that says how much of the product is in stock. */
async function findStockSource(db: Queryable, productId: string): Promise<SourceView | null> {
  const { rows } = await db.query<SourceView>(
    `SELECT ${sourceColumns}
       FROM variant v JOIN inventory_level i ON i.variant_id = v.id JOIN source_record r ON r.id = i.record_id
      WHERE v.product_id = $1 ORDER BY r.changed_at DESC LIMIT 1`,
    [productId],
  )
  return rows[0] ?? null
}

async function openIssues(db: Queryable, connectionId: string, sourceIds: string[]): Promise<ProductIssue[]> {
  const { rows } = await db.query<ProductIssue>(
    `SELECT id, entity, code, field, message, severity, first_seen_at AS "firstSeenAt", last_seen_at AS "lastSeenAt"
       FROM record_issue
      WHERE connection_id = $1 AND source_id = ANY($2) AND resolved_at IS NULL
      ORDER BY severity, field, id`,
    [connectionId, sourceIds],
  )
  return rows
}

/**
 * A product with everything known of it, beside the record it was made from. Five statements, whatever its size.
 * @param at as of then: without issues, which are only known of now, and without the record its stock came from
 * @throws {AppError} not_found, also for a product outside the scope
 */
export async function getProduct(
  db: Queryable,
  scope: QueryScope,
  id: string,
  at?: Date,
): Promise<ProductView> {
  const head = await findHead(db, scope, id, at)
  if (!head) {
    throw new AppError(
      'not_found',
      at
        ? 'This product was not in the catalogue at that moment. Choose a later one, or go back to now.'
        : 'There is no such product. It may have been removed with its connection.',
    )
  }
  const { connectionId, connectionName, vendor, storeId, storeName, timeZone, categories, ...product } = head
  const variants = await listVariants(db, id, at && { scope, at })
  const sourceIds = [...new Set([product.sourceId, ...variants.map((variant) => variant.sourceId)])]
  const [source, stockSource, issues] = at
    ? [await findSourceAsOf(db, connectionId, product.sourceId, at), null, []]
    : await Promise.all([
        findSource(db, connectionId, product.sourceId),
        findStockSource(db, id),
        openIssues(db, connectionId, sourceIds),
      ])
  return {
    product: { ...product, categories: categoryLabels(categories) },
    variants,
    source,
    stockSource,
    issues,
    connection: { id: connectionId, name: connectionName, vendorName: vendorFace(vendor).vendorName },
    store: { id: storeId, name: storeName, timeZone },
  }
}
