'use client'
import clsx from 'clsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { range } from '#lib/range.ts'
import type { DataTableProps } from './data-table-props.ts'
import { RowLink } from './row-link.tsx'
import { SelectBox } from './select-box.tsx'

const rowClass =
  'flex min-h-15 w-full min-w-0 items-center gap-3 border-b border-line px-4 py-2 last:border-b-0'

/** The rows of a table under 768 px: two lines each, whole row to tap. */
export function NarrowRows<Row>(props: DataTableProps<Row> & { active: number; open: (row: Row) => void }) {
  const { label, rows, rowId, rowHref, onOpen, open, narrow, refreshing = false, selection, actions } = props
  if (rows === undefined) {
    return (
      <div role="status" aria-label={`Loading ${label.toLowerCase()}`}>
        {range(props.expected ?? 8).map((row) => (
          <div key={row} className={clsx(rowClass, 'flex-col items-start justify-center gap-2')}>
            <Skeleton className="h-3.5 w-3/5" />
            <Skeleton className="h-3 w-2/5" />
          </div>
        ))}
      </div>
    )
  }
  return (
    <ul
      aria-label={label}
      aria-busy={refreshing}
      className={clsx('transition-opacity', refreshing && 'opacity-55')}
    >
      {rows.map((row) => {
        const { title, detail, aside, asideDetail } = narrow(row)
        const id = rowId(row)
        const box = selection !== undefined && props.selectable?.(row) !== false && (
          <span className="flex items-center self-stretch pl-4">
            <SelectBox
              label={`Select ${props.rowName?.(row) ?? id}`}
              checked={selection.has(id)}
              onToggle={() => selection.toggle(id)}
            />
          </span>
        )
        const body = (
          <>
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{title}</span>
              <span className="block truncate text-dense text-ink-muted">{detail}</span>
            </span>
            <span className="tabular shrink-0 text-right">
              <span className="block">{aside}</span>
              <span className="block text-dense text-ink-muted">{asideDetail}</span>
            </span>
          </>
        )
        if (rowHref !== undefined) {
          return (
            <li key={id} className="flex border-b border-line last:border-b-0">
              {box}
              <RowLink
                href={rowHref(row)}
                onOpen={() => open(row)}
                className={clsx(rowClass, 'border-b-0 -outline-offset-2')}
              >
                {body}
              </RowLink>
              {actions !== undefined && (
                <span className="flex w-12 shrink-0 items-center justify-end pr-2">{actions(row)}</span>
              )}
            </li>
          )
        }
        return (
          <li
            key={id}
            className={clsx(
              onOpen === undefined && selection === undefined
                ? rowClass
                : 'flex border-b border-line last:border-b-0',
            )}
          >
            {box}
            {onOpen === undefined ? (
              selection === undefined ? (
                body
              ) : (
                <div className={clsx(rowClass, 'border-b-0')}>{body}</div>
              )
            ) : (
              <button
                type="button"
                onClick={() => onOpen(row)}
                className={clsx(rowClass, 'border-b-0 text-left -outline-offset-2')}
              >
                {body}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
