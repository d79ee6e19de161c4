'use client'
import { useQuery } from '@tanstack/react-query'
import { UnservedNote } from '#components/queue/queue-screen.tsx'
import { laneWords } from '#components/queue/queue-words.ts'
import { useRefresh } from '#components/queue/use-refresh.ts'
import type { Column } from '#components/tables/column.ts'
import { DataTable } from '#components/tables/data-table.tsx'
import type { Tone } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import type { Outputs } from '#trpc/types.ts'

type Row = Outputs['queue']['workers'][number]

const looks: Record<Row['state'], { tone: Tone; word: string }> = {
  working: { tone: 'good', word: 'Working' },
  stopping: { tone: 'paused', word: 'Stopping' },
  quiet: { tone: 'failing', word: 'Gone quiet' },
}

const badge = ({ state }: Row) => <StatusBadge status={looks[state].tone} word={looks[state].word} />
const takes = ({ vendorNames, queues }: Row) =>
  [
    vendorNames.length === 0 ? 'every POS' : vendorNames.join(', '),
    queues.length === 0 ? 'every queue' : queues.join(', '),
  ].join(' · ')

const columns: Column<Row>[] = [
  { id: 'state', header: 'State', width: '120px', cell: badge },
  {
    id: 'process',
    header: 'Process',
    cell: (row) => (
      <span className="font-mono text-xs">
        {row.hostname}:{row.pid}
      </span>
    ),
  },
  { id: 'takes', header: 'Takes', cell: takes },
  { id: 'jobs', header: 'Doing now', cell: (row) => <Jobs jobs={row.jobs} /> },
  { id: 'concurrency', header: 'At a time', align: 'right', width: '84px', cell: (row) => row.concurrency },
  { id: 'version', header: 'Version', width: '80px', cell: (row) => row.version || '—' },
  { id: 'port', header: 'Health port', align: 'right', width: '96px', cell: (row) => row.healthPort ?? '—' },
  { id: 'started', header: 'Started', width: '112px', cell: (row) => <TimeAgo at={row.startedAt} /> },
  { id: 'seen', header: 'Last heard of', width: '112px', cell: (row) => <TimeAgo at={row.lastSeenAt} /> },
]

/** Who takes which jobs, and what they do now. */
export function WorkersScreen() {
  const trpc = useTRPC()
  const refetchInterval = useRefresh()
  const workers = useQuery(trpc.queue.workers.queryOptions(undefined, { refetchInterval }))
  const overview = useQuery(trpc.queue.overview.queryOptions(undefined, { refetchInterval }))
  return (
    <>
      <PageHeader
        title="Workers"
        description="The processes that do the jobs: what each takes, what it does now, when it was last heard of."
      />
      {overview.data && <UnservedNote unserved={overview.data.unserved} workers={overview.data.workers} />}
      <Card flush>
        <DataTable
          label="Workers"
          columns={columns}
          rows={workers.data}
          rowId={(row) => row.id}
          expected={3}
          narrow={(row) => ({
            title: `${row.hostname}:${row.pid}`,
            detail: row.jobs.length === 0 ? takes(row) : `${takes(row)} · ${counted(row.jobs.length, 'job')}`,
            aside: badge(row),
            asideDetail: <TimeAgo at={row.lastSeenAt} />,
          })}
          error={
            workers.isError
              ? {
                  title: 'The workers could not be loaded.',
                  message: messageOf(workers.error),
                  onRetry: () => void workers.refetch(),
                }
              : undefined
          }
          empty={
            <EmptyState title="No worker was heard of in the last day">
              Jobs wait until one is started: npm run worker.
            </EmptyState>
          }
        />
      </Card>
    </>
  )
}

function Jobs({ jobs }: { jobs: Row['jobs'] }) {
  if (jobs.length === 0) return <span className="text-ink-faint">nothing</span>
  return (
    <ul>
      {jobs.map((job) => (
        <li key={job.id} className="whitespace-nowrap">
          <span className="font-mono text-xs">{job.queue}</span> {laneWords[job.lane]}, since{' '}
          <TimeAgo at={job.startedAt} />
        </li>
      ))}
    </ul>
  )
}
