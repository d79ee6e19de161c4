'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { Badge } from '#components/ui/badge.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { UrlTabs } from '#components/ui/url-tabs.tsx'
import { VendorLogo } from '#components/ui/vendor-logo.tsx'
import { useTRPC } from '#trpc/client.ts'
import { codeOf, messageOf } from '#trpc/error-words.ts'
import { ConnectionActions } from './connection-actions.tsx'

// One of six is looked at; together they are as heavy as the rest of the page.
const OverviewTab = dynamic(() => import('./overview-tab.tsx').then((file) => file.OverviewTab))
const RunsTable = dynamic(() => import('#components/runs/runs-table.tsx').then((file) => file.RunsTable))
const NoticesTab = dynamic(() =>
  import('#components/notices/notices-tab.tsx').then((file) => file.NoticesTab),
)
const IssuesList = dynamic(() => import('#components/runs/issues-list.tsx').then((file) => file.IssuesList))
const HistoryTab = dynamic(() => import('./history-tab.tsx').then((file) => file.HistoryTab))
const SettingsTab = dynamic(() => import('./settings-tab.tsx').then((file) => file.SettingsTab))

/** One store's line to its POS: state, what needs a person, charts, history, issues, settings. */
export function ConnectionDetail({ id }: { id: string }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.connections.get.queryOptions({ id }))
  if (query.isPending) return <SkeletonText lines={9} />
  if (query.data === undefined) {
    return (
      <ErrorState
        title={
          codeOf(query.error) === 'NOT_FOUND'
            ? 'This connection is not there.'
            : 'The connection could not be loaded.'
        }
        message={messageOf(query.error)}
        onRetry={() => void query.refetch()}
      />
    )
  }
  const connection = query.data
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        trail={[{ label: 'Connections', href: '/connections' }]}
        title={
          <span className="inline-flex items-center gap-2">
            <VendorLogo svg={connection.vendorLogo} name={connection.vendorName} />
            {connection.name}
          </span>
        }
        status={
          <>
            <StatusBadge status={connection.health} />
            {connection.endpoint === 'simulator' && <Badge>Simulator</Badge>}
            {connection.declared && <Badge>Declared in the environment</Badge>}
          </>
        }
        description={
          <>
            {connection.storeName} · last synced{' '}
            <TimeAgo at={connection.lastSyncedAt} timeZone={connection.timeZone} never="never" />
            {connection.nextSyncAt !== null && connection.status === 'active' && (
              <>
                {' '}
                · next <TimeAgo at={connection.nextSyncAt} timeZone={connection.timeZone} />
              </>
            )}
          </>
        }
        actions={<ConnectionActions connection={connection} />}
      />
      <UrlTabs
        label="Parts of this connection"
        tabs={[
          { id: 'overview', label: 'Overview', content: <OverviewTab connection={connection} /> },
          { id: 'runs', label: 'Syncs', content: <RunsTable connectionId={connection.id} /> },
          { id: 'notices', label: 'Notices', content: <NoticesTab connection={connection} /> },
          {
            id: 'issues',
            label: 'Issues',
            count: connection.openIssues,
            content: <IssuesList connectionId={connection.id} timeZone={connection.timeZone} />,
          },
          {
            id: 'history',
            label: 'History',
            content: <HistoryTab id={connection.id} timeZone={connection.timeZone} />,
          },
          { id: 'settings', label: 'Settings', content: <SettingsTab connection={connection} /> },
        ]}
      />
    </div>
  )
}
