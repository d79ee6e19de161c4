'use client'
import type { ReactNode } from 'react'
import type { Column } from '#components/tables/column.ts'
import { DataTable } from '#components/tables/data-table.tsx'
import { SparkBar } from '#components/ui/spark-bar.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { VendorLogo } from '#components/ui/vendor-logo.tsx'
import { count, counted } from '#lib/numbers.ts'
import type { Outputs } from '#trpc/types.ts'

export type ConnectionListRow = Outputs['connections']['list'][number]

/** The run page's words for a bar of the spark. */
function sparkPoints(row: ConnectionListRow) {
  const tones = { succeeded: 'good', partly_failed: 'attention', failed: 'failing' } as const
  return row.recentRuns.map((run) => ({
    key: run.endedAt.toISOString(),
    label: `${run.status.replace('_', ' ')}, ${counted(run.changed, 'change')}`,
    value: run.changed,
    tone:
      run.status === 'succeeded' || run.status === 'partly_failed' || run.status === 'failed'
        ? tones[run.status]
        : ('paused' as const),
  }))
}

function sparkLabel(row: ConnectionListRow): string {
  const failed = row.recentRuns.filter((run) => run.status === 'failed').length
  if (row.recentRuns.length === 0) return 'No sync yet'
  return `Last ${counted(row.recentRuns.length, 'sync')}: ${failed === 0 ? 'none failed' : `${failed} failed`}`
}

function Status({ row }: { row: ConnectionListRow }) {
  if (row.activeRunId !== null) return <StatusBadge status="waiting" word="Syncing" />
  return <StatusBadge status={row.health} word={row.status === 'draft' ? 'Not finished' : undefined} />
}

const columns: Column<ConnectionListRow>[] = [
  {
    id: 'name',
    header: 'Connection',
    cell: (row) => (
      <span className="inline-flex items-center gap-2 align-middle">
        <VendorLogo svg={row.vendorLogo} name="" />
        {row.name}
      </span>
    ),
  },
  { id: 'store', header: 'Store', cell: (row) => row.storeName },
  {
    id: 'vendor',
    header: 'POS',
    cell: (row) => (row.endpoint === 'simulator' ? `${row.vendorName} (simulator)` : row.vendorName),
  },
  { id: 'status', header: 'Status', cell: (row) => <Status row={row} /> },
  {
    id: 'synced',
    header: 'Last synced',
    cell: (row) => <TimeAgo at={row.lastSyncedAt} timeZone={row.timeZone} never="Not yet" />,
  },
  {
    id: 'next',
    header: 'Next sync',
    optional: true,
    cell: (row) => <TimeAgo at={row.nextSyncAt} timeZone={row.timeZone} never="By hand" />,
  },
  { id: 'products', header: 'Products', align: 'right', cell: (row) => count(row.productCount) },
  { id: 'issues', header: 'Issues', align: 'right', cell: (row) => count(row.openIssues) },
  {
    id: 'runs',
    header: 'Last 8 syncs',
    cell: (row) => <SparkBar label={sparkLabel(row)} points={sparkPoints(row)} />,
  },
]

/** Where a connection opens: its page, or the wizard where somebody left it. */
export function connectionHref(connection: { id: string; status: string }): string {
  return connection.status === 'draft'
    ? `/connections/new?draft=${connection.id}`
    : `/connections/${connection.id}`
}

/** Connections with status, freshness and their last syncs. */
export function ConnectionTable({
  rows,
  empty,
  refreshing,
  error,
}: {
  rows: readonly ConnectionListRow[] | undefined
  empty: ReactNode
  refreshing?: boolean
  error?: { title: string; message?: string | undefined; onRetry: () => void } | undefined
}) {
  return (
    <DataTable
      label="Connections"
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      rowHref={connectionHref}
      empty={empty}
      error={error}
      refreshing={refreshing}
      expected={3}
      narrow={(row) => ({
        title: row.name,
        detail: `${row.storeName} · ${row.vendorName} · ${counted(row.productCount, 'product')}`,
        aside: <Status row={row} />,
        asideDetail: <TimeAgo at={row.lastSyncedAt} timeZone={row.timeZone} never="Not synced yet" />,
      })}
    />
  )
}
