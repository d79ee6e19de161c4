'use client'
import { useState } from 'react'
import type { Column } from '#components/tables/column.ts'
import { DataTable } from '#components/tables/data-table.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { Outputs } from '#trpc/types.ts'
import { waitingWords } from './queue-words.ts'

type Row = Outputs['queue']['overview']['backlog'][number]

const columns: Column<Row>[] = [
  { id: 'connection', header: 'Connection', width: '35%', cell: (row) => row.connectionName },
  { id: 'store', header: 'Store', width: '25%', cell: (row) => row.storeName },
  { id: 'vendor', header: 'POS', cell: (row) => row.vendorName },
  { id: 'waiting', header: 'Waiting', align: 'right', width: '128px', cell: waitingWords },
  {
    id: 'oldest',
    header: 'Oldest due',
    align: 'right',
    width: '120px',
    cell: (row) => <TimeAgo at={row.oldestAt} />,
  },
]

/** The connections with the most jobs waiting. None changes its place while the pointer is on them. */
export function BacklogTable({ rows }: { rows: Row[] | undefined }) {
  const [held, setHeld] = useState<string[] | null>(null)
  return (
    <Card title="Backlog by connection" description="Those with most waiting." flush>
      {/* As high with a row or two as with none: what stands below stays where it is. */}
      <div
        className="min-h-36"
        onPointerEnter={() => setHeld(rows?.map(({ connectionId }) => connectionId) ?? null)}
        onPointerLeave={() => setHeld(null)}
      >
        <DataTable
          label="Backlog by connection"
          columns={columns}
          rows={held && rows ? inOrder(rows, held) : rows}
          rowId={(row) => row.connectionId}
          rowHref={(row) => `/connections/${row.connectionId}`}
          expected={3}
          narrow={(row) => ({
            title: row.connectionName,
            detail: `${row.storeName} · ${row.vendorName}`,
            aside: `${waitingWords(row)} waiting`,
            asideDetail: <TimeAgo at={row.oldestAt} />,
          })}
          empty={
            <EmptyState title="Nothing waits">Every job of your connections has been taken up.</EmptyState>
          }
        />
      </div>
    </Card>
  )
}

/** Rows by the places their ids have in `held`; those that came since go last. */
function inOrder(rows: Row[], held: string[]): Row[] {
  const places = new Map(held.map((id, place) => [id, place]))
  const placeOf = ({ connectionId }: Row) => places.get(connectionId) ?? held.length
  return rows.toSorted((one, other) => placeOf(one) - placeOf(other))
}
