'use client'
import clsx from 'clsx'
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import type { Column, Sort } from './column.ts'

/** A share of the table that is small is still to be read. */
const widthOf = (width: string) => (width.endsWith('%') ? { width, minWidth: 160 } : { width })

/** A sticky header cell; a button when its column can be sorted by. */
export function SortHeader<Row>({
  column,
  sort,
  onSortChange,
}: {
  column: Column<Row>
  sort: Sort | undefined
  onSortChange: ((sort: Sort) => void) | undefined
}) {
  const sorted = sort?.column === column.id ? sort.direction : undefined
  const first = column.descendingFirst === true ? 'desc' : 'asc'
  const next = sorted === undefined ? first : sorted === 'asc' ? 'desc' : 'asc'
  return (
    <th
      scope="col"
      style={column.width === undefined ? undefined : widthOf(column.width)}
      aria-sort={sorted === undefined ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
      className={clsx(
        'z-10 h-9 border-b border-line bg-surface px-3 xl:sticky xl:top-13 text-left text-xs font-medium whitespace-nowrap text-ink-muted first:rounded-tl-card first:pl-4 last:rounded-tr-card last:pr-4',
        column.align === 'right' && 'text-right',
      )}
    >
      {column.sortable === true && onSortChange !== undefined ? (
        <button
          type="button"
          onClick={() => onSortChange({ column: column.id, direction: next })}
          className={clsx(
            'group/sort inline-flex items-center gap-1 rounded hover:text-ink',
            sorted !== undefined && 'text-ink',
            column.align === 'right' && 'flex-row-reverse',
          )}
        >
          {column.header}
          {sorted === 'asc' && <ArrowUp aria-hidden className="size-3" />}
          {sorted === 'desc' && <ArrowDown aria-hidden className="size-3" />}
          {sorted === undefined && (
            <ChevronsUpDown aria-hidden className="size-3 opacity-0 group-hover/sort:opacity-100" />
          )}
        </button>
      ) : (
        column.header
      )}
    </th>
  )
}
