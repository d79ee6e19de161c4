'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { UndoButton } from '#components/changes/undo-button.tsx'
import { Card } from '#components/ui/card.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { KeyValueList } from '#components/ui/key-value-list.tsx'
import { MonoId } from '#components/ui/mono-id.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { UrlTabs } from '#components/ui/url-tabs.tsx'
import { entityWords } from '#lib/entity-words.ts'
import { counted } from '#lib/numbers.ts'
import { duration } from '#lib/time.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { RunProgress } from './run-progress.tsx'
import { runTitle, triggerWords } from './run-words.ts'

const RunChanges = dynamic(() =>
  import('#components/changes/run-changes.tsx').then((file) => file.RunChanges),
)
const IssuesList = dynamic(() => import('./issues-list.tsx').then((file) => file.IssuesList))
const RunEvents = dynamic(() => import('./run-events.tsx').then((file) => file.RunEvents))
const RunPages = dynamic(() => import('./run-pages.tsx').then((file) => file.RunPages))

/** One sync: how far it is or how it ended, its phases, timing and the records it could not take over. */
export function RunDetail({ id }: { id: string }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.runs.get.queryOptions({ id }))
  if (query.isPending) return <SkeletonText lines={9} />
  if (query.isError) {
    return (
      <ErrorState
        title="This sync could not be loaded."
        message={messageOf(query.error)}
        onRetry={() => void query.refetch()}
      />
    )
  }
  const run = query.data
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={`${runTitle(run)} · ${run.connectionName}`}
        actions={<UndoButton run={run} />}
        description={`${run.storeName} · ${run.vendorName}`}
        trail={[
          { label: 'Syncs', href: '/runs' },
          { label: run.connectionName, href: `/connections/${run.connectionId}` },
        ]}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_320px]">
        <Card>
          <RunProgress run={run} />
        </Card>
        <Card title="About this sync">
          <KeyValueList
            items={[
              { label: 'Started by', value: run.requestedBy ?? triggerWords[run.trigger] },
              { label: 'Asked for', value: <TimeAgo at={run.queuedAt} timeZone={run.timeZone} /> },
              {
                label: 'Started',
                value: <TimeAgo at={run.startedAt} timeZone={run.timeZone} never="Not yet" />,
              },
              { label: 'Ended', value: <TimeAgo at={run.endedAt} timeZone={run.timeZone} never="Not yet" /> },
              {
                label: 'Waited',
                value: run.startedAt && duration(run.startedAt.getTime() - run.queuedAt.getTime()),
              },
              {
                label: 'Reads',
                value: run.entities.map((entity) => entityWords[entity].label).join(', ') || 'Everything',
              },
              ...(run.resumed > 0
                ? [{ label: 'Went on after a failure', value: counted(run.resumed, 'time') }]
                : []),
              ...(run.stalled > 0
                ? [{ label: 'Failed without progress', value: counted(run.stalled, 'time') }]
                : []),
              { label: 'Sync id', value: <MonoId id={run.id} /> },
              {
                label: 'Connection',
                value: (
                  <ScopedLink href={`/connections/${run.connectionId}`} className="text-accent-ink underline">
                    {run.connectionName}
                  </ScopedLink>
                ),
              },
            ]}
          />
        </Card>
      </div>
      <UrlTabs
        label="Parts of this sync"
        tabs={[
          { id: 'changes', label: 'Changes', content: <RunChanges run={run} /> },
          { id: 'events', label: 'What it wrote', content: <RunEvents run={run} /> },
          {
            id: 'timing',
            label: 'Timing',
            content: (
              <Card flush>
                <RunPages run={run} />
              </Card>
            ),
          },
          { id: 'issues', label: 'Issues', content: <IssuesList runId={run.id} timeZone={run.timeZone} /> },
        ]}
      />
    </div>
  )
}
