import type { Column } from '#components/tables/column.ts'
import { Badge } from '#components/ui/badge.tsx'
import { MonoId } from '#components/ui/mono-id.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { type ReviewRow, reasonWords } from './words.ts'

/** What a record may be, or what was made of it. */
export function Outcome({ row }: { row: ReviewRow }) {
  if (row.state === 'linked' && row.linkedProductId !== null) {
    return (
      <span>
        Another key of{' '}
        <ScopedLink href={`/catalogue/${row.linkedProductId}`} className="font-medium hover:underline">
          {row.linkedProductName}
        </ScopedLink>
      </span>
    )
  }
  if (row.state === 'created' && row.productId !== null) {
    return (
      <ScopedLink href={`/catalogue/${row.productId}`} className="font-medium hover:underline">
        Open the product
      </ScopedLink>
    )
  }
  const [best, ...others] = row.proposals
  if (best === undefined) return <span className="text-ink-muted">Nothing alike</span>
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Badge tone={best.reason === 'barcode' ? 'good' : 'waiting'}>{reasonWords[best.reason]}</Badge>
      <ScopedLink href={`/catalogue/${best.productId}`} className="truncate hover:underline">
        {best.name}
      </ScopedLink>
      {others.length > 0 && <span className="text-ink-muted">+{others.length}</span>}
    </span>
  )
}

export const reviewColumns: readonly Column<ReviewRow>[] = [
  {
    id: 'name',
    header: 'Record',
    width: '34%',
    cell: (row) => (
      <span className="font-medium">
        {row.name || 'Without a name'}
        {row.brand !== null && <span className="ml-2 font-normal text-ink-muted">{row.brand}</span>}
      </span>
    ),
  },
  { id: 'outcome', header: 'May be', width: '34%', cell: (row) => <Outcome row={row} /> },
  { id: 'sourceId', header: 'POS id', cell: (row) => <MonoId id={row.sourceId} /> },
  { id: 'connection', header: 'Connection', width: '16%', cell: (row) => row.connectionName },
  { id: 'store', header: 'Store', cell: (row) => row.storeName, optional: true },
  {
    id: 'decided',
    header: 'Decided by',
    cell: (row) => row.decidedBy ?? '–',
    optional: true,
  },
  {
    id: 'firstSeenAt',
    header: 'First seen',
    align: 'right',
    cell: (row) => <TimeAgo at={row.firstSeenAt} timeZone={row.timeZone} />,
  },
]

/** A row on a phone. */
export const narrowReview = (row: ReviewRow) => ({
  title: row.name || 'Without a name',
  detail: row.proposals[0]
    ? `${reasonWords[row.proposals[0].reason]}: ${row.proposals[0].name}`
    : (row.brand ?? row.connectionName),
  aside: <TimeAgo at={row.firstSeenAt} timeZone={row.timeZone} />,
})
