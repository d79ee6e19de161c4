import type { Column } from '#components/tables/column.ts'
import { DataTable } from '#components/tables/data-table.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { count } from '#lib/numbers.ts'
import type { Outputs } from '#trpc/types.ts'
import { laneWords, waitingWords } from './queue-words.ts'

type Row = Outputs['queue']['overview']['lanes'][number]

const columns: Column<Row>[] = [
  { id: 'lane', header: 'Lane', cell: (row) => laneWords[row.lane] ?? row.lane },
  { id: 'waiting', header: 'Waiting', align: 'right', width: '128px', cell: waitingWords },
  { id: 'active', header: 'Being done', align: 'right', width: '112px', cell: (row) => count(row.active) },
  {
    id: 'oldest',
    header: 'Oldest due',
    align: 'right',
    width: '120px',
    cell: (row) => <TimeAgo at={row.oldestAt} never="—" />,
  },
]

/** The lanes, most urgent first. */
export function LaneTable({ lanes }: { lanes: Row[] | undefined }) {
  return (
    <Card title="Lanes" description="The most urgent first; connections take turns within each." flush>
      <DataTable
        label="Lanes"
        columns={columns}
        rows={lanes}
        rowId={(row) => row.lane}
        expected={6}
        narrow={(row) => ({
          title: laneWords[row.lane] ?? row.lane,
          detail: `${waitingWords(row)} waiting · ${count(row.active)} being done`,
          aside: <TimeAgo at={row.oldestAt} never="—" />,
        })}
        empty={<EmptyState title="There are no lanes" />}
      />
    </Card>
  )
}
