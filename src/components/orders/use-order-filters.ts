'use client'
import { parseAsArrayOf, parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import type { OrderStatus } from '#server/model/order.ts'
import { type Fulfilment, fulfilmentWords, orderStatusWords } from './words.ts'

export const orderStatuses = Object.keys(orderStatusWords) as OrderStatus[]
export const fulfilments = Object.keys(fulfilmentWords) as Fulfilment[]

const day = 86_400_000
/** "Placed within": the length of each choice in milliseconds. */
const spans = { day, week: 7 * day, month: 30 * day } as const
export type PlacedWithin = keyof typeof spans

/** A query for "the last 24 h" asks from the same moment for this long, so that it can be cached. */
const roundMs = 60_000

const parsers = {
  status: parseAsArrayOf(parseAsStringLiteral(orderStatuses)).withDefault([]),
  kind: parseAsArrayOf(parseAsStringLiteral(fulfilments)).withDefault([]),
  placed: parseAsStringLiteral(['day', 'week', 'month']),
  page: parseAsInteger,
}

export type OrderFilters = { status: OrderStatus[]; kind: Fulfilment[]; placed: PlacedWithin | null }

/** The filters of the orders, in the URL. Changing one goes back to page 1. */
export function useOrderFilters() {
  const [{ page: _page, ...filters }, setState] = useQueryStates(parsers, { history: 'push' })
  const placedSince = useMemo(
    () =>
      filters.placed === null
        ? undefined
        : new Date(Math.floor(Date.now() / roundMs) * roundMs - spans[filters.placed]),
    [filters.placed],
  )
  return {
    filters: filters satisfies OrderFilters,
    placedSince,
    active: filters.status.length > 0 || filters.kind.length > 0 || filters.placed !== null,
    setFilters: (change: Partial<OrderFilters>) => void setState({ ...change, page: null }),
    clearFilters: () => void setState({ status: null, kind: null, placed: null, page: null }),
  }
}
