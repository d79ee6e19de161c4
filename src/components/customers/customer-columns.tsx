import { customerWords } from '#components/catalog/words.ts'
import type { Column } from '#components/tables/column.ts'
import type { NarrowRow } from '#components/tables/data-table-props.ts'
import { MonoId } from '#components/ui/mono-id.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { count, counted } from '#lib/numbers.ts'
import type { Outputs } from '#trpc/types.ts'
import { CustomerStatusBadge } from './customer-status-badge.tsx'

export type CustomerListRow = Outputs['customers']['list']['rows'][number]

/** Sorts the server offers; the ids of their columns. */
export const customerSorts = ['changedAt'] as const

const dash = <span className="text-ink-faint">—</span>

function nameOf(row: CustomerListRow): string {
  if (row.erasedAt !== null) return 'Erased customer'
  return row.name ?? `Customer ${row.sourceId}`
}

const status = (row: CustomerListRow) => (
  <CustomerStatusBadge status={row.status} erased={row.erasedAt !== null} />
)

export const customerColumns: Column<CustomerListRow>[] = [
  { id: 'name', header: 'Name', cell: nameOf },
  { id: 'email', header: 'E-mail', cell: (row) => row.email ?? dash },
  { id: 'phone', header: 'Phone', cell: (row) => row.phone ?? dash },
  { id: 'status', header: 'Status', cell: status },
  {
    id: 'type',
    header: 'Type',
    cell: (row) => (row.customerType === null ? dash : customerWords[row.customerType]),
  },
  { id: 'orders', header: 'Orders', align: 'right', cell: (row) => count(row.orderCount) },
  {
    id: 'lastOrder',
    header: 'Last order',
    cell: (row) => <TimeAgo at={row.lastOrderAt} timeZone={row.timeZone} />,
  },
  { id: 'store', header: 'Store', cell: (row) => row.storeName },
  { id: 'sourceId', header: 'Id at the POS', optional: true, cell: (row) => <MonoId id={row.sourceId} /> },
  {
    id: 'changedAt',
    header: 'Changed',
    sortable: true,
    descendingFirst: true,
    cell: (row) => <TimeAgo at={row.changedAt} timeZone={row.timeZone} />,
  },
]

/** A customer on two lines. */
export function narrowCustomer(row: CustomerListRow): NarrowRow {
  return {
    title: nameOf(row),
    detail: [row.email, row.phone].filter(Boolean).join(' · ') || row.storeName,
    aside: status(row),
    asideDetail: counted(row.orderCount, 'order'),
  }
}
