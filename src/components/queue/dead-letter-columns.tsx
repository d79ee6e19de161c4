import type { Column } from '#components/tables/column.ts'
import type { NarrowRow } from '#components/tables/data-table-props.ts'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { count } from '#lib/numbers.ts'
import type { Outputs } from '#trpc/types.ts'
import { reasonWords } from './queue-words.ts'

type Row = Outputs['queue']['dead']['rows'][number]

const connection = ({ orphaned, connectionName }: Row) =>
  orphaned ? <span className="text-ink-muted">connection removed</span> : (connectionName ?? '—')
const diedAt = (row: Row) => <TimeAgo at={row.diedAt} timeZone={row.timeZone ?? undefined} />

/** Without the state: it is chosen above the list, and all rows are of it. */
export const deadLetterColumns: Column<Row>[] = [
  {
    id: 'reason',
    header: 'Reason',
    cell: (row) => <span className="font-medium">{reasonWords(row.reason)}</span>,
  },
  { id: 'queue', header: 'Queue', cell: (row) => <span className="font-mono text-xs">{row.queue}</span> },
  { id: 'connection', header: 'Connection', width: '20%', cell: connection },
  { id: 'message', header: 'What it said', width: '40%', cell: (row) => row.message ?? '—' },
  { id: 'attempts', header: 'Tries', align: 'right', width: '72px', cell: (row) => count(row.attempts) },
  { id: 'diedAt', header: 'Gave up', width: '112px', cell: diedAt },
]

export const narrowDeadLetter = (row: Row): NarrowRow => ({
  title: reasonWords(row.reason),
  detail: [row.queue, row.orphaned ? 'connection removed' : row.connectionName].filter(Boolean).join(' · '),
  aside: diedAt(row),
})
