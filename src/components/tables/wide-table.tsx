'use client'
import clsx from 'clsx'
import { useEffect, useRef } from 'react'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { range } from '#lib/range.ts'
import type { Column } from './column.ts'
import { shownColumns } from './column-chooser.tsx'
import type { DataTableProps } from './data-table-props.ts'
import { RowLink } from './row-link.tsx'
import type { RowSelection } from './row-selection.ts'
import { SelectBox } from './select-box.tsx'
import { SortHeader } from './sort-header.tsx'

const noRows: never[] = []

type WideTableProps<Row> = DataTableProps<Row> & { active: number; open: (row: Row) => void }

/** The table proper, from 768 px on: sticky header, rows of 36 px. */
export function WideTable<Row>(props: WideTableProps<Row>) {
  const {
    label,
    rows,
    rowId,
    rowHref,
    open,
    active,
    sort,
    onSortChange,
    shown = null,
    refreshing = false,
    openId,
    selection,
    actions,
  } = props
  const ids = shownColumns(props.columns, shown)
  const columns = props.columns.filter((column) => ids.includes(column.id))
  const activeRow = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (active >= 0) activeRow.current?.scrollIntoView({ block: 'nearest' })
  }, [active])

  return (
    <div className="relative max-xl:overflow-x-auto">
      <table
        aria-label={label}
        aria-busy={rows === undefined || refreshing}
        className="w-full border-separate border-spacing-0 text-dense"
      >
        <thead>
          <tr>
            {selection !== undefined && (
              <SelectPage
                rows={(rows ?? noRows).filter((row) => props.selectable?.(row) !== false)}
                rowId={rowId}
                selection={selection}
              />
            )}
            {columns.map((column) => (
              <SortHeader key={column.id} column={column} sort={sort} onSortChange={onSortChange} />
            ))}
            {actions !== undefined && (
              <th
                scope="col"
                className="z-10 h-9 w-11 rounded-tr-card border-b border-line bg-surface xl:sticky xl:top-13"
              >
                <span className="sr-only">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody className={clsx('transition-opacity', refreshing && 'opacity-55')}>
          {rows === undefined && (
            <SkeletonRows
              count={props.expected ?? 12}
              columns={columns.length + (selection === undefined ? 0 : 1) + (actions === undefined ? 0 : 1)}
            />
          )}
          {(rows ?? noRows).map((row, index) => {
            const id = rowId(row)
            return (
              <tr
                key={id}
                ref={index === active ? activeRow : undefined}
                data-active={index === active || undefined}
                data-open={id === openId || undefined}
                onClick={(event) => {
                  if (
                    !(event.target instanceof Element) ||
                    // A menu or dialog of the row stands elsewhere in the page.
                    !event.currentTarget.contains(event.target) ||
                    event.target.closest('a, button, input, [role="checkbox"]') !== null
                  )
                    return
                  if (rowHref !== undefined && (event.metaKey || event.ctrlKey))
                    window.open(rowHref(row), '_blank')
                  else open(row)
                }}
                className={clsx(
                  'group hover:bg-hover data-active:bg-hover data-open:bg-accent-soft',
                  (rowHref !== undefined || props.onOpen !== undefined) && 'cursor-pointer',
                )}
              >
                {selection !== undefined && (
                  <td className="h-9 w-9 border-b border-line pl-4 group-last:border-b-0">
                    {props.selectable?.(row) !== false && (
                      <SelectBox
                        label={`Select ${props.rowName?.(row) ?? id}`}
                        checked={selection.has(id)}
                        onToggle={() => selection.toggle(id)}
                      />
                    )}
                  </td>
                )}
                {columns.map((column, position) => (
                  <Cell key={column.id} column={column} first={position === 0}>
                    {position === 0 && rowHref !== undefined ? (
                      <RowLink href={rowHref(row)} onOpen={() => open(row)}>
                        {column.cell(row)}
                      </RowLink>
                    ) : (
                      column.cell(row)
                    )}
                  </Cell>
                ))}
                {actions !== undefined && (
                  <td className="h-9 border-b border-line pr-2 text-right group-last:border-b-0">
                    {actions(row)}
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function SelectPage<Row>({
  rows,
  rowId,
  selection,
}: {
  rows: readonly Row[]
  rowId: (row: Row) => string
  selection: RowSelection
}) {
  const ids = rows.map(rowId)
  const ticked = ids.filter(selection.has).length
  return (
    <th
      scope="col"
      className="z-10 h-9 w-9 border-b border-line bg-surface pl-4 text-left xl:sticky xl:top-13"
    >
      <SelectBox
        label="Select all rows of this page"
        checked={ids.length > 0 && ticked === ids.length}
        some={ticked > 0}
        onToggle={() => selection.togglePage(ids)}
      />
    </th>
  )
}

function Cell<Row>({
  column,
  first,
  children,
}: {
  column: Column<Row>
  first: boolean
  children: React.ReactNode
}) {
  return (
    <td
      className={clsx(
        'h-9 truncate border-b border-line px-3 first:pl-4 last:pr-4 group-last:border-b-0',
        column.width?.endsWith('%') === true ? 'max-w-0' : 'max-w-80',
        column.align === 'right' && 'text-right',
        first && 'group-data-active:shadow-[inset_2px_0_var(--accent)]',
      )}
    >
      {children}
    </td>
  )
}

function SkeletonRows({ count, columns }: { count: number; columns: number }) {
  return range(count).map((row) => (
    <tr key={row}>
      {range(columns).map((column) => (
        <td key={column} className="h-9 border-b border-line px-3 first:pl-4">
          <Skeleton className={column === 0 ? 'h-3.5 w-44' : 'h-3.5 w-16'} />
        </td>
      ))}
    </tr>
  ))
}
