'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useStoreScope } from '#components/layout/store-switcher.tsx'
import { ChoiceFilters } from '#components/tables/choice-filters.tsx'
import type { Column } from '#components/tables/column.ts'
import { DataTable } from '#components/tables/data-table.tsx'
import { Pagination } from '#components/tables/pagination.tsx'
import { SearchField } from '#components/tables/search-field.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { RunStatusBadge } from '#components/ui/run-status-badge.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { count } from '#lib/numbers.ts'
import { duration } from '#lib/time.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import type { Outputs } from '#trpc/types.ts'
import { useMay } from '#trpc/use-me.ts'
import { RunMenu } from './run-menu.tsx'
import { runModeLabels, triggerWords } from './run-words.ts'
import { useCancelRun } from './use-cancel-run.tsx'
import { runFilters, useRunFilter } from './use-run-filter.ts'

type Row = Outputs['runs']['list']['rows'][number]

const connectionColumn: Column<Row> = {
  id: 'connection',
  header: 'Connection',
  width: '30%',
  cell: (run) => <span title={run.connectionName}>{run.connectionName}</span>,
}

const columns: Column<Row>[] = [
  {
    id: 'status',
    header: 'Status',
    width: '176px',
    cell: (run) => <RunStatusBadge status={run.status} failed={run.failed} />,
  },
  {
    id: 'queuedAt',
    header: 'Started',
    cell: (run) => <TimeAgo at={run.startedAt ?? run.queuedAt} timeZone={run.timeZone} />,
  },
  { id: 'mode', header: 'Kind', cell: (run) => runModeLabels[run.mode] + (run.dry ? ', tried' : '') },
  { id: 'trigger', header: 'Started by', cell: (run) => triggerWords[run.trigger] },
  { id: 'took', header: 'Took', align: 'right', cell: took },
  { id: 'read', header: 'Read', align: 'right', cell: (run) => count(run.read) },
  { id: 'created', header: 'Created', align: 'right', cell: (run) => count(run.created) },
  { id: 'updated', header: 'Updated', align: 'right', cell: (run) => count(run.updated) },
  { id: 'deleted', header: 'Removed', align: 'right', cell: (run) => count(run.deleted) },
  { id: 'failed', header: 'Failed', align: 'right', cell: (run) => count(run.failed) },
]

function took(run: Row) {
  if (run.startedAt === null) return '—'
  return duration((run.workedUntil ?? new Date()).getTime() - run.startedAt.getTime())
}

const pageSize = 50

/** Syncs, newest first: of everything the reader may see, or of one connection. */
export function RunsTable({ connectionId }: { connectionId?: string | undefined }) {
  const trpc = useTRPC()
  const mayStart = useMay('runs.start')
  const storeId = useStoreScope()
  const filter = useRunFilter()
  const runs = useQuery(
    trpc.runs.list.queryOptions(
      {
        ...filter.filter,
        page: filter.page,
        pageSize,
        connectionId,
        storeId,
      },
      { placeholderData: keepPreviousData },
    ),
  )
  const { cancel, dialog } = useCancelRun(runs.data?.rows ?? [])
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        {connectionId === undefined && (
          <SearchField label="Search stores and connections" value={filter.q} onChange={filter.search} />
        )}
        <ChoiceFilters
          filters={runFilters}
          chosen={filter.chosen}
          onChoose={filter.choose}
          onClear={filter.clear}
        />
      </div>
      <div className="rounded-card border border-line bg-surface">
        <DataTable
          label="Syncs"
          columns={connectionId === undefined ? [connectionColumn, ...columns] : columns}
          rows={runs.data?.rows}
          rowId={(run) => run.id}
          rowHref={(run) => `/runs/${run.id}`}
          actions={mayStart ? (run) => <RunMenu run={run} onCancel={() => cancel(run)} /> : undefined}
          refreshing={runs.isPlaceholderData}
          error={
            runs.isError
              ? {
                  title: 'The syncs could not be loaded.',
                  message: messageOf(runs.error),
                  onRetry: () => void runs.refetch(),
                }
              : undefined
          }
          empty={
            filter.narrowed ? (
              <EmptyState title="No sync matches.">
                Take a filter off, or search for a store or a connection.
              </EmptyState>
            ) : (
              <EmptyState icon={<RefreshCw />} title="Nothing was synced yet.">
                A sync starts when a connection is set up, on its schedule, or when you ask for one.
              </EmptyState>
            )
          }
          narrow={(run) => ({
            title: connectionId === undefined ? run.connectionName : runModeLabels[run.mode],
            detail: [
              ...(run.failed > 0 ? [`${count(run.failed)} failed`] : []),
              `${count(run.read)} read`,
              `${count(run.created + run.updated)} changed`,
            ].join(' · '),
            aside: <RunStatusBadge status={run.status} failed={run.failed} />,
            asideDetail: <TimeAgo at={run.startedAt ?? run.queuedAt} timeZone={run.timeZone} />,
          })}
        />
        <Pagination
          page={filter.page}
          pageSize={pageSize}
          total={runs.data?.total}
          noun={runs.data?.total === 1 ? 'sync' : 'syncs'}
          onPageChange={filter.setPage}
        />
      </div>
      {dialog}
    </div>
  )
}
