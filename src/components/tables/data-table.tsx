'use client'
import type { RowData } from '@tanstack/react-table'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { useCallback } from 'react'
import { ErrorState } from '#components/ui/error-state.tsx'
import { narrowScreen, useMediaQuery } from '#lib/use-media-query.ts'
import type { Column, Sort } from './column.ts'
import { NarrowRows } from './narrow-rows.tsx'
import { useRowKeys } from './use-row-keys.ts'
import { WideTable } from './wide-table.tsx'

export type NarrowRow = { title: ReactNode; detail?: ReactNode; aside?: ReactNode; asideDetail?: ReactNode }

export type DataTableProps<Row extends RowData> = {
  /** Names the table for screen readers: "Products". */
  label: string
  columns: readonly Column<Row>[]
  /** undefined while the first page loads: skeleton rows of the right height. */
  rows: readonly Row[] | undefined
  rowId: (row: Row) => string
  /** The page of a row; the first cell becomes a link to it. */
  rowHref?: ((row: Row) => string) | undefined
  /** What a plain click or Enter does instead of going to `rowHref`: opening a side sheet. */
  onOpen?: ((row: Row) => void) | undefined
  /** The same row on two lines, under 768 px. */
  narrow: (row: Row) => NarrowRow
  sort?: Sort | undefined
  onSortChange?: ((sort: Sort) => void) | undefined
  /** Ids of the columns to show; null or left out for the defaults. */
  shown?: string[] | null | undefined
  /** Dims the old rows while new ones are on their way. */
  refreshing?: boolean | undefined
  /** What to show instead of rows when there are none. */
  empty: ReactNode
  error?: { title: string; message?: string | undefined; onRetry: () => void } | undefined
  /** Rows of the skeleton. */
  expected?: number | undefined
  /** Ids of rows that are open beside the table. */
  openId?: string | null | undefined
}

/** A table whose rows come from the server: it draws, the caller (and the URL) decides what. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { rows, rowHref, onOpen, error, empty } = props
  const router = useRouter()
  const narrow = useMediaQuery(narrowScreen)

  const open = useCallback(
    (row: Row) => {
      if (onOpen !== undefined) onOpen(row)
      else if (rowHref !== undefined) router.push(rowHref(row))
    },
    [onOpen, rowHref, router],
  )
  const openAt = useCallback(
    (index: number) => {
      const row = rows?.[index]
      if (row !== undefined) open(row)
    },
    [rows, open],
  )
  const [active] = useRowKeys(rows?.length ?? 0, openAt)

  if (error !== undefined && rows === undefined) return <ErrorState {...error} />
  if (rows?.length === 0)
    return <div className={props.refreshing === true ? 'opacity-55' : undefined}>{empty}</div>
  return narrow ? (
    <NarrowRows {...props} active={active} open={open} />
  ) : (
    <WideTable {...props} active={active} open={open} />
  )
}
