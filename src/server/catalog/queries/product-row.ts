import type { Potency, ProductStatus, StrainType } from '#server/model/product.ts'
import { type CategoryLabel, categoryLabels } from './category-labels.ts'
import { formatPotency } from './format-potency.ts'

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

/** What a list is in the order of; `id` last makes the order total, so no row shows on two pages. */
export function productOrder({ sort, direction: way }: ProductPage): string {
  const direction = way === 'asc' ? 'ASC' : 'DESC'
  // Only columns that may be null say where null goes: the rest keep the order of their index.
  const nulls = sort === 'brand' || sort === 'price' ? ' NULLS LAST' : ''
  return `${sortColumns[sort]} ${direction}${nulls}, p.id ${direction}`
}

/** The columns of a row, of product p, its store s and its connection c. */
export const rowColumns = `
  p.id, p.name, p.brand, p.categories, p.status, p.strain_type AS "strainType", p.currency,
  p.min_price_minor AS "minPriceMinor", p.max_price_minor AS "maxPriceMinor",
  trim_scale(p.quantity)::text AS quantity, p.quantity_bound AS "quantityBound",
  p.variant_count AS "variantCount", s.name AS "storeName", s.time_zone AS "timeZone",
  coalesce(jsonb_path_query_first(p.images, '$[*] ? (@.primary == true).url'), p.images #> '{0,url}') #>> '{}'
    AS "imageUrl",
  p.potency, p.changed_at AS "changedAt", c.last_synced_at AS "seenAt"`

/** A row as the statement gives it. */
export type StoredRow = Omit<ProductRow, 'categories' | 'thc'> & { categories: string[]; potency: Potency[] }

export function toProductRow({ potency, categories, ...row }: StoredRow): ProductRow {
  return { ...row, categories: categoryLabels(categories), thc: formatPotency(potency, 'thc') }
}
