import { modeWords, ruleWords } from '#components/connections/schedule/schedule-words.ts'
import type { Column } from '#components/tables/column.ts'
import type { NarrowRow } from '#components/tables/data-table-props.ts'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { VendorLogo } from '#components/ui/vendor-logo.tsx'
import { entityWords } from '#lib/entity-words.ts'
import type { Outputs } from '#trpc/types.ts'

type Row = Outputs['schedules']['find']['rows'][number]

const next = ({ connectionPaused, paused, nextFireAt, timeZone }: Row) => {
  if (connectionPaused) return <StatusBadge status="paused" word="Connection paused" />
  if (paused) return <StatusBadge status="paused" word="Paused" />
  return <TimeAgo at={nextFireAt} timeZone={timeZone} />
}

const last = ({ last: start, timeZone }: Row) => {
  if (start === null) return <TimeAgo at={null} />
  const time = <TimeAgo at={start.firedAt} timeZone={timeZone} />
  if (start.runId === null) return time
  return (
    <ScopedLink href={`/runs/${start.runId}`} className="text-accent-ink underline">
      {time}
    </ScopedLink>
  )
}

/** "Los Angeles" of "America/Los_Angeles". */
const cityOf = (timeZone: string) => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')

export const scheduleColumns: Column<Row>[] = [
  {
    id: 'connection',
    header: 'Connection',
    width: '24%',
    cell: (row) => (
      <span className="inline-flex max-w-full items-center gap-2 align-middle">
        <VendorLogo svg={row.vendorLogo} name={row.vendorName} />
        <span className="truncate font-medium" title={row.connectionName}>
          {row.connectionName}
        </span>
      </span>
    ),
  },
  { id: 'store', header: 'Store', sortable: true, cell: (row) => row.storeName },
  { id: 'entity', header: 'Records', cell: (row) => entityWords[row.entity].label },
  { id: 'mode', header: 'How', cell: (row) => modeWords[row.mode].label },
  {
    id: 'rule',
    header: 'When',
    width: '36%',
    cell: (row) => <span title={ruleWords(row)}>{ruleWords(row)}</span>,
  },
  {
    id: 'zone',
    header: 'Clocks of',
    cell: (row) => <span title={row.timeZone}>{cityOf(row.timeZone)}</span>,
  },
  { id: 'last', header: 'Last start', width: '104px', sortable: true, cell: last },
  { id: 'next', header: 'Next start', width: '120px', sortable: true, cell: next },
]

export const narrowSchedule = (row: Row): NarrowRow => ({
  title: `${entityWords[row.entity].label} · ${row.connectionName}`,
  detail: `${modeWords[row.mode].label}, ${ruleWords(row)}`,
  aside: next(row),
  asideDetail: row.last === null ? null : <TimeAgo at={row.last.firedAt} timeZone={row.timeZone} />,
})
