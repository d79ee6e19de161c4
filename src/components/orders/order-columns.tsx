import type { Column } from '#components/tables/column.ts'
import type { NarrowRow } from '#components/tables/data-table-props.ts'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { count, counted, money } from '#lib/numbers.ts'
import type { Outputs } from '#trpc/types.ts'
import { OrderStatusBadge } from './order-status-badge.tsx'
import { fulfilmentWords } from './words.ts'

export type OrderListRow = Outputs['orders']['list']['rows'][number]

/** Sorts the server offers; the ids of their columns. */
export const orderSorts = ['placedAt'] as const

const dash = <span className="text-ink-faint">—</span>

const total = (row: OrderListRow) => (row.totalMinor === null ? dash : money(row.totalMinor, row.currency))

export const orderColumns: Column<OrderListRow>[] = [
  { id: 'number', header: 'Number', cell: (row) => row.number },
  { id: 'status', header: 'Status', cell: (row) => <OrderStatusBadge status={row.status} /> },
  { id: 'sourceStatus', header: 'Status at the POS', optional: true, cell: (row) => row.sourceStatus },
  { id: 'fulfilment', header: 'Kind', cell: (row) => fulfilmentWords[row.fulfilment] },
  { id: 'lines', header: 'Lines', align: 'right', cell: (row) => count(row.lineCount) },
  { id: 'total', header: 'Total', align: 'right', cell: total },
  { id: 'store', header: 'Store', cell: (row) => row.storeName },
  {
    id: 'placedAt',
    header: 'Placed',
    sortable: true,
    descendingFirst: true,
    cell: (row) => <TimeAgo at={row.placedAt} timeZone={row.timeZone} />,
  },
  {
    id: 'changedAt',
    header: 'Changed',
    optional: true,
    cell: (row) => <TimeAgo at={row.changedAt} timeZone={row.timeZone} />,
  },
]

/** An order on two lines. */
export function narrowOrder(row: OrderListRow): NarrowRow {
  return {
    title: (
      <span className="flex items-center gap-2">
        {row.number} <OrderStatusBadge status={row.status} />
      </span>
    ),
    detail: `${fulfilmentWords[row.fulfilment]} · ${counted(row.lineCount, 'line')} · ${row.storeName}`,
    aside: total(row),
    asideDetail: <TimeAgo at={row.placedAt} timeZone={row.timeZone} />,
  }
}
