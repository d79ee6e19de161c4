import type { Column } from '#components/tables/column.ts'
import type { NarrowRow } from '#components/tables/data-table-props.ts'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { entityWords } from '#lib/entity-words.ts'
import { count, counted } from '#lib/numbers.ts'
import { duration } from '#lib/time.ts'
import { NoticeStateBadge } from './notice-state-badge.tsx'
import { type NoticeRow, originWords } from './words.ts'

const dash = <span className="text-ink-faint">—</span>

/** "product 8f2c9d… and 3 more"; a dash when it names no record. */
function about({ firstRecord, recordCount }: NoticeRow) {
  if (firstRecord === null) return dash
  const { entity, sourceId } = firstRecord
  // Ids of one vendor often begin alike: what tells them apart is their end.
  const shown = sourceId.length > 14 ? `${sourceId.slice(0, 4)}…${sourceId.slice(-8)}` : sourceId
  return (
    <>
      {entityWords[entity].noun} <code className="font-mono text-xs">{shown}</code>
      {recordCount > 1 && ` and ${count(recordCount - 1)} more`}
    </>
  )
}

function topic(row: NoticeRow) {
  return (
    <>
      {row.topic}
      {row.duplicates > 0 && (
        <span className="ml-2 font-normal text-ink-muted">{counted(row.duplicates, 'duplicate')}</span>
      )}
    </>
  )
}

/**
 * How long it took to be worked on from happening, or from coming in where the POS doesn't say when; a replay from being
 * asked for.
 */
function took({ origin, occurredAt, receivedAt, processedAt }: NoticeRow) {
  // What polling found is worked on as it is found.
  if (processedAt === null || origin === 'poll') return dash
  const from = origin === 'replay' ? receivedAt : (occurredAt ?? receivedAt)
  return duration(Math.max(0, processedAt.getTime() - from.getTime()))
}

export const noticeColumns: Column<NoticeRow>[] = [
  { id: 'topic', header: 'Topic', width: '25%', cell: topic },
  { id: 'state', header: 'State', cell: (row) => <NoticeStateBadge state={row.state} /> },
  { id: 'about', header: 'About', cell: about },
  {
    id: 'changed',
    header: 'Changed',
    align: 'right',
    cell: (row) => (row.changed === 0 ? dash : count(row.changed)),
  },
  { id: 'took', header: 'Took', align: 'right', cell: took },
  { id: 'attempts', header: 'Attempts', align: 'right', optional: true, cell: (row) => count(row.attempts) },
  { id: 'origin', header: 'Came by', cell: (row) => originWords[row.origin] },
  { id: 'connection', header: 'Connection', width: '20%', cell: (row) => row.connectionName },
  { id: 'vendor', header: 'POS', optional: true, cell: (row) => row.vendorName },
  { id: 'store', header: 'Store', optional: true, cell: (row) => row.storeName },
  { id: 'error', header: 'Problem', optional: true, width: '30%', cell: (row) => row.errorMessage ?? dash },
  {
    id: 'receivedAt',
    header: 'Received',
    cell: (row) => <TimeAgo at={row.receivedAt} timeZone={row.timeZone} />,
  },
]

/** A notice on two lines. */
export function narrowNotice(row: NoticeRow): NarrowRow {
  return {
    title: topic(row),
    detail: row.errorMessage ?? about(row),
    aside: <NoticeStateBadge state={row.state} />,
    asideDetail: <TimeAgo at={row.receivedAt} timeZone={row.timeZone} />,
  }
}
