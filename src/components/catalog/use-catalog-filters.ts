'use client'
import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import type { ProductStatus } from '#server/model/product.ts'

const statuses = ['active', 'inactive', 'hidden', 'deleted'] as const satisfies readonly ProductStatus[]
const hour = 3_600_000
/** "Changed within": the length of each choice in milliseconds. */
const spans = { hour, day: 24 * hour, week: 7 * 24 * hour } as const
export type ChangedWithin = keyof typeof spans

/** A query for "the last hour" asks from the same moment for this long, so that it can be cached. */
const roundMs = 60_000

const parsers = {
  category: parseAsArrayOf(parseAsString).withDefault([]),
  brand: parseAsArrayOf(parseAsString).withDefault([]),
  status: parseAsArrayOf(parseAsStringLiteral(statuses)).withDefault([]),
  stock: parseAsStringLiteral(['in', 'low', 'out']),
  changed: parseAsStringLiteral(['hour', 'day', 'week']),
  connection: parseAsString,
  page: parseAsInteger,
}

export type CatalogFilters = {
  category: string[]
  brand: string[]
  status: ProductStatus[]
  stock: 'in' | 'low' | 'out' | null
  changed: ChangedWithin | null
  connection: string | null
}

/** The filters of the catalogue, in the URL. Changing one goes back to page 1. */
export function useCatalogFilters() {
  const [{ page: _page, ...filters }, setState] = useQueryStates(parsers, { history: 'push' })
  const changedSince = useMemo(
    () =>
      filters.changed === null
        ? undefined
        : new Date(Math.floor(Date.now() / roundMs) * roundMs - spans[filters.changed]),
    [filters.changed],
  )
  const active =
    filters.category.length > 0 ||
    filters.brand.length > 0 ||
    filters.status.length > 0 ||
    filters.stock !== null ||
    filters.changed !== null ||
    filters.connection !== null
  return {
    filters: filters satisfies CatalogFilters,
    changedSince,
    active,
    setFilters: (change: Partial<CatalogFilters>) => void setState({ ...change, page: null }),
    clearFilters: () =>
      void setState({
        category: null,
        brand: null,
        status: null,
        stock: null,
        changed: null,
        connection: null,
        page: null,
      }),
  }
}
