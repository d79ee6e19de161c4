'use client'
import { useQuery } from '@tanstack/react-query'
import { Radio } from 'lucide-react'
import { useStoreScope } from '#components/layout/store-switcher.tsx'
import type { Column } from '#components/tables/column.ts'
import { DataTable } from '#components/tables/data-table.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { count } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import type { Outputs } from '#trpc/types.ts'
import { delayWords, missedWords, shareMissed } from './reach-words.ts'

type Row = Outputs['notices']['reach'][number]

const columns: Column<Row>[] = [
  { id: 'connection', header: 'Connection', width: '30%', cell: (row) => row.connectionName },
  { id: 'store', header: 'Store', cell: (row) => row.storeName },
  { id: 'vendor', header: 'POS', cell: (row) => row.vendorName },
  { id: 'share', header: 'Missed', align: 'right', cell: (row) => shareMissed(row) },
  { id: 'missed', header: 'That is', cell: (row) => missedWords(row) },
  { id: 'applied', header: 'Applied', align: 'right', cell: (row) => count(row.applied) },
  { id: 'p50', header: 'Usual delay (p50)', align: 'right', cell: (row) => delayWords(delayOf(row).p50) },
  { id: 'p95', header: 'Long delay (p95)', align: 'right', cell: (row) => delayWords(delayOf(row).p95) },
  {
    id: 'last',
    header: 'Last notice',
    cell: (row) => <TimeAgo at={row.lastNoticeAt} timeZone={row.timeZone} />,
  },
]

/** From when it happened where the POS says so, else from when it came in. */
const delayOf = (row: Row) => (row.sinceHappened.p50 === null ? row.sinceReceived : row.sinceHappened)

/** Of every connection whose POS sends notices: the share of changes it did not tell, and how long told ones took. */
export function ReachTable() {
  const trpc = useTRPC()
  const storeId = useStoreScope()
  const reach = useQuery(trpc.notices.reach.queryOptions({ storeId }))
  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-[72ch] text-ink-muted">
        The last 7 days. Every poll compares what it finds changed with what notices had told since the poll
        before; what no notice told of is missed, and the poll itself puts it right. The newest poll is
        compared when the next one has ended. Delays count from when something happened at the POS, or from
        when its notice came in where the POS doesn’t say.
      </p>
      <Card flush>
        <DataTable
          label="Missed and delayed notices"
          columns={columns}
          rows={reach.data}
          rowId={(row) => row.connectionId}
          rowHref={(row) => `/connections/${row.connectionId}?tab=notices`}
          narrow={(row) => ({
            title: row.connectionName,
            detail: missedWords(row),
            aside: row.changed === 0 ? undefined : `${shareMissed(row)} missed`,
            asideDetail: delayOf(row).p95 === null ? undefined : `p95 ${delayWords(delayOf(row).p95)}`,
          })}
          expected={4}
          error={
            reach.isError
              ? {
                  title: 'This could not be loaded.',
                  message: messageOf(reach.error),
                  onRetry: () => void reach.refetch(),
                }
              : undefined
          }
          empty={
            <EmptyState icon={<Radio aria-hidden />} title="No connection whose POS sends notices">
              What changes at the others is found by polling.
            </EmptyState>
          }
        />
      </Card>
    </div>
  )
}
