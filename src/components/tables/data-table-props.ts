import type { ReactNode } from 'react'
import type { Column, Sort } from './column.ts'
import type { RowSelection } from './row-selection.ts'

export type NarrowRow = { title: ReactNode; detail?: ReactNode; aside?: ReactNode; asideDetail?: ReactNode }

export type DataTableProps<Row> = {
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
  /** What can be done with a row, at its end: a menu, or nothing. */
  actions?: ((row: Row) => ReactNode) | undefined
  /** Dims the old rows while new ones are on their way. */
  refreshing?: boolean | undefined
  /** What to show instead of rows when there are none. */
  empty: ReactNode
  error?: { title: string; message?: string | undefined; onRetry: () => void } | undefined
  /** Rows of the skeleton. */
  expected?: number | undefined
  /** Ids of rows that are open beside the table. */
  openId?: string | null | undefined
  /** Puts a box before each row (`x` ticks the marked one) and one over them all. */
  selection?: RowSelection | undefined
  /** Which rows have a box; all when left out. */
  selectable?: ((row: Row) => boolean) | undefined
  /** What a row is called beside its box: "Blue Dream". */
  rowName?: ((row: Row) => string) | undefined
}
