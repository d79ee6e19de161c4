'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { parseAsString, useQueryState } from 'nuqs'
import { StackedBars } from '#components/charts/stacked-bars.tsx'
import { SelectControl } from '#components/forms/select-control.tsx'
import { Card } from '#components/ui/card.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { count, counted } from '#lib/numbers.ts'
import { useViewerZone } from '#lib/use-viewer-zone.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import type { Outputs } from '#trpc/types.ts'
import { BacklogTable } from './backlog-table.tsx'
import { DeadLetters } from './dead-letters.tsx'
import { LaneTable } from './lane-table.tsx'
import { QueueTable } from './queue-table.tsx'
import { useRefresh } from './use-refresh.ts'

const all = 'all'

/** How jobs wait and get done, and what gave up: for whoever looks after the installation. */
export function QueueScreen() {
  const trpc = useTRPC()
  const refetchInterval = useRefresh()
  const [queue, setQueue] = useQueryState(
    'rate',
    parseAsString.withDefault(all).withOptions({ history: 'push' }),
  )
  const overview = useQuery(trpc.queue.overview.queryOptions(undefined, { refetchInterval }))
  const rate = useQuery(
    trpc.queue.rate.queryOptions(queue === all ? {} : { queue }, {
      refetchInterval,
      placeholderData: keepPreviousData,
    }),
  )
  const { data } = overview
  const timeZone = useViewerZone()
  return (
    <>
      <PageHeader title="Queue" description="What waits, what is being done, and what gave up." />
      {data && <UnservedNote unserved={data.unserved} workers={data.workers} />}
      {overview.isError && data === undefined ? (
        <Card>
          <ErrorState
            title="The queue could not be counted."
            message={messageOf(overview.error)}
            onRetry={() => void overview.refetch()}
          />
        </Card>
      ) : (
        <div className="grid gap-4 xl:grid-cols-2">
          <LaneTable lanes={data?.lanes} />
          <StackedBars
            title="Jobs ended"
            description="Every 2 min, last hour"
            series={[
              { key: 'done', label: 'Done', meaning: 'ok' },
              { key: 'failed', label: 'Gave up', meaning: 'failed' },
            ]}
            points={rate.data?.map(({ at, done, failed }) => ({ at, values: { done, failed } }))}
            timeZone={timeZone}
            format={count}
            actions={
              <SelectControl
                toolbar
                aria-label="Queue of the chart"
                className="w-48 max-md:w-40"
                options={[
                  { value: all, label: 'All queues' },
                  ...(data?.queues ?? []).map((row) => ({ value: row.queue, label: row.queue })),
                ]}
                value={queue}
                onValueChange={(value) => void setQueue(value === all ? null : value)}
              />
            }
          />
          <div className="xl:col-span-2">
            <QueueTable queues={data?.queues} />
          </div>
          <div className="xl:col-span-2">
            <BacklogTable rows={data?.backlog} />
          </div>
        </div>
      )}
      <DeadLetters />
    </>
  )
}

/** Jobs nobody will do as things stand, and what to do about it. */
export function UnservedNote({
  unserved,
  workers,
}: Pick<Outputs['queue']['overview'], 'unserved' | 'workers'>) {
  if (unserved.length === 0) return null
  const names = unserved.map(({ queue, vendorName }) => (vendorName ? `${vendorName} (${queue})` : queue))
  return (
    <div
      role="status"
      className="flex items-start gap-3 rounded-card border border-attention-line bg-attention-soft px-4 py-3"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-attention" />
      <div className="min-w-0">
        <p className="font-medium">
          {workers === 0 ? 'No worker is running, so jobs wait.' : 'Jobs wait that no worker takes.'}
        </p>
        <p className="text-ink-muted">
          {counted(names.length, 'kind')}: {names.join(', ')}. Start a worker that takes them, or one that
          takes everything: npm run worker.
        </p>
      </div>
    </div>
  )
}
