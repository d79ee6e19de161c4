'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { CalendarClock } from 'lucide-react'
import { parseAsArrayOf, parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { modeWords } from '#components/connections/schedule/schedule-words.ts'
import { useStoreScope } from '#components/layout/store-switcher.tsx'
import { ChoiceFilters } from '#components/tables/choice-filters.tsx'
import { DataTable } from '#components/tables/data-table.tsx'
import { Pagination } from '#components/tables/pagination.tsx'
import { SearchField } from '#components/tables/search-field.tsx'
import { useTableUrl } from '#components/tables/use-table-url.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { entityWords, syncEntityNames } from '#lib/entity-words.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import type { Inputs } from '#trpc/types.ts'
import { useMay } from '#trpc/use-me.ts'
import { narrowSchedule, scheduleColumns } from './schedule-columns.tsx'
import { ScheduleMenu } from './schedule-menu.tsx'

type Mode = NonNullable<Inputs['schedules']['find']['modes']>[number]

const sorts = ['next', 'last', 'store'] as const
const initialSort = { column: 'next', direction: 'asc' } as const
const modeNames = Object.keys(modeWords) as Mode[]
const stateWords = { starts: 'Starts by itself', paused: 'Paused' } as const
const stateNames = Object.keys(stateWords) as (keyof typeof stateWords)[]

const filters = [
  {
    key: 'records',
    label: 'Records',
    options: syncEntityNames.map((value) => ({ value, label: entityWords[value].label })),
  },
  {
    key: 'how',
    label: 'How',
    options: modeNames.map((value) => ({ value, label: modeWords[value].label })),
  },
  {
    key: 'state',
    label: 'State',
    options: stateNames.map((value) => ({ value, label: stateWords[value] })),
  },
] as const

const urlState = {
  records: parseAsArrayOf(parseAsStringLiteral(syncEntityNames)).withDefault([]),
  how: parseAsArrayOf(parseAsStringLiteral(modeNames)).withDefault([]),
  state: parseAsArrayOf(parseAsStringLiteral(stateNames)).withDefault([]),
  page: parseAsInteger,
}

/** When records are read by themselves, over all connections: what comes next first. */
export function SchedulesTable() {
  const trpc = useTRPC()
  const storeId = useStoreScope()
  const mayStart = useMay('runs.start')
  const mayWrite = useMay('connections.write')
  const table = useTableUrl(sorts, initialSort)
  const [url, setUrl] = useQueryStates(urlState, { history: 'push' })
  const [state, ...otherStates] = url.state
  const schedules = useQuery(
    trpc.schedules.find.queryOptions(
      {
        storeId,
        q: table.q,
        entities: url.records,
        modes: url.how,
        ...(state !== undefined && otherStates.length === 0 && { starts: state === 'starts' }),
        sort: table.sort.column,
        direction: table.sort.direction,
        page: table.page,
        pageSize: table.pageSize,
      },
      { placeholderData: keepPreviousData },
    ),
  )
  const choose = (key: (typeof filters)[number]['key'], chosen: readonly string[]) =>
    void setUrl({ [key]: chosen.length === 0 ? null : chosen, page: null })
  const narrowed = table.q !== '' || filters.some(({ key }) => url[key].length > 0)
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField label="Search stores and connections" value={table.q} onChange={table.setSearch} />
        <ChoiceFilters
          filters={filters}
          chosen={{ records: url.records, how: url.how, state: url.state }}
          onChoose={choose}
          onClear={() => void setUrl({ records: null, how: null, state: null, page: null })}
        />
      </div>
      <div className="rounded-card border border-line bg-surface">
        <DataTable
          label="Schedules"
          columns={scheduleColumns}
          rows={schedules.data?.rows}
          rowId={(row) => row.id}
          rowHref={(row) => `/connections/${row.connectionId}?tab=settings`}
          narrow={narrowSchedule}
          actions={mayStart || mayWrite ? (row) => <ScheduleMenu schedule={row} /> : undefined}
          sort={table.sort}
          onSortChange={table.setSort}
          refreshing={schedules.isPlaceholderData}
          error={
            schedules.isError
              ? {
                  title: 'The schedules could not be loaded.',
                  message: messageOf(schedules.error),
                  onRetry: () => void schedules.refetch(),
                }
              : undefined
          }
          empty={
            narrowed ? (
              <EmptyState title="No schedule matches.">
                Take a filter off, or search for a store or a connection.
              </EmptyState>
            ) : (
              <EmptyState icon={<CalendarClock />} title="Nothing is read by itself.">
                A connection gets its schedules when it is set up; more are added in its settings.
              </EmptyState>
            )
          }
        />
        <Pagination
          page={table.page}
          pageSize={table.pageSize}
          total={schedules.data?.total}
          noun={schedules.data?.total === 1 ? 'schedule' : 'schedules'}
          onPageChange={table.setPage}
          onPageSizeChange={table.setPageSize}
        />
      </div>
    </div>
  )
}
