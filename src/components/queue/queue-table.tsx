import type { Column } from '#components/tables/column.ts'
import { DataTable } from '#components/tables/data-table.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { count } from '#lib/numbers.ts'
import { duration } from '#lib/time.ts'
import type { Outputs } from '#trpc/types.ts'

type Row = Outputs['queue']['overview']['queues'][number]

const oldest = (row: Row) =>
  row.oldestSeconds === null || row.waiting === 0 ? '—' : duration(row.oldestSeconds * 1000)

const columns: Column<Row>[] = [
  { id: 'title', header: 'Kind of job', cell: (row) => row.title },
  { id: 'queue', header: 'Queue', cell: (row) => <span className="font-mono text-xs">{row.queue}</span> },
  { id: 'waiting', header: 'Waiting', align: 'right', width: '120px', cell: (row) => count(row.waiting) },
  { id: 'later', header: 'For later', align: 'right', width: '120px', cell: (row) => count(row.deferred) },
  { id: 'active', header: 'Being done', align: 'right', width: '120px', cell: (row) => count(row.active) },
  { id: 'oldest', header: 'Oldest waits', align: 'right', width: '120px', cell: oldest },
]

/** The queues as workers last counted them. */
export function QueueTable({ queues }: { queues: Row[] | undefined }) {
  return (
    <Card title="Queues" description="As counted every ten seconds." flush>
      <DataTable
        label="Queues"
        columns={columns}
        rows={queues}
        rowId={(row) => row.queue}
        expected={5}
        narrow={(row) => ({
          title: row.title,
          detail: row.queue,
          aside: `${count(row.waiting)} waiting`,
          asideDetail: `${count(row.active)} being done`,
        })}
        empty={<EmptyState title="No queue yet">Queues are made when the first worker starts.</EmptyState>}
      />
    </Card>
  )
}
