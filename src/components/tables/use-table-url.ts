'use client'
import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import type { Sort } from './column.ts'

export const pageSizes = [25, 50, 100] as const

/**
 * Search, sort, page and columns of one table, all in the URL so that a link reproduces the view.
 * Whatever changes the set of rows goes back to page 1. `columns` is null while the defaults hold.
 */
export function useTableUrl<Key extends string>(
  sorts: readonly Key[],
  initial: { column: Key; direction: 'asc' | 'desc' },
) {
  const parsers = useMemo(
    () => ({
      q: parseAsString.withDefault('').withOptions({ history: 'replace' }),
      sort: parseAsStringLiteral(sorts).withDefault(initial.column),
      direction: parseAsStringLiteral(['asc', 'desc']).withDefault(initial.direction),
      page: parseAsInteger.withDefault(1),
      size: parseAsInteger.withDefault(50),
      columns: parseAsArrayOf(parseAsString),
    }),
    [sorts, initial.column, initial.direction],
  )
  const [state, setState] = useQueryStates(parsers, { history: 'push' })
  return {
    q: state.q,
    sort: { column: state.sort, direction: state.direction },
    page: Math.max(1, state.page),
    pageSize: pageSizes.find((size) => size === state.size) ?? 50,
    columns: state.columns,
    setSearch: (q: string) => void setState({ q: q === '' ? null : q, page: null }, { history: 'replace' }),
    setSort: (sort: Sort) =>
      void setState({ sort: sort.column as Key, direction: sort.direction, page: null }),
    setPage: (page: number) => void setState({ page }),
    setPageSize: (size: number) => void setState({ size, page: null }),
    setColumns: (columns: string[] | null) => void setState({ columns }, { history: 'replace' }),
  }
}
