'use client'
import { useCallback } from 'react'
import { ErrorState } from '#components/ui/error-state.tsx'
import { useScopedPush } from '#components/ui/use-scoped-push.ts'
import { narrowScreen, useMediaQuery } from '#lib/use-media-query.ts'
import type { DataTableProps } from './data-table-props.ts'
import { NarrowRows } from './narrow-rows.tsx'
import { useRowKeys } from './use-row-keys.ts'
import { WideTable } from './wide-table.tsx'

/** A table whose rows come from the server: it draws, the caller (and the URL) decides what. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, rowHref, onOpen, error, empty } = props
  const push = useScopedPush()
  const narrow = useMediaQuery(narrowScreen)

  const open = useCallback(
    (row: Row) => {
      if (onOpen !== undefined) onOpen(row)
      else if (rowHref !== undefined) push(rowHref(row))
    },
    [onOpen, rowHref, push],
  )
  const openAt = useCallback(
    (index: number) => {
      const row = rows?.[index]
      if (row !== undefined) open(row)
    },
    [rows, open],
  )
  const tickAt = (index: number) => {
    const row = rows?.[index]
    if (row !== undefined && props.selectable?.(row) !== false) props.selection?.toggle(props.rowId(row))
  }
  const [active] = useRowKeys(rows?.length ?? 0, openAt, tickAt)

  if (error !== undefined && rows === undefined) return <ErrorState {...error} />
  if (rows?.length === 0)
    return <div className={props.refreshing === true ? 'opacity-55' : undefined}>{empty}</div>
  return narrow ? (
    <NarrowRows {...props} active={active} open={open} />
  ) : (
    <WideTable {...props} active={active} open={open} />
  )
}
