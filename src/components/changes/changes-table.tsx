'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { DataTable } from '#components/tables/data-table.tsx'
import { Pagination } from '#components/tables/pagination.tsx'
import type { RowSelection } from '#components/tables/row-selection.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { entityWords } from '#lib/entity-words.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { ChangedRecord, ChangeFlags, ChangeState, changeColumns } from './change-columns.tsx'
import { ChangeFields } from './change-fields.tsx'
import type { useChangeFilter } from './use-change-filter.ts'
import { actionWords, type Change, type Place } from './words.ts'

const pageSize = 50

/** Names a change in a selection; undone by `changeOf`. */
export const changeId = ({ entity, sourceId }: Pick<Change, 'entity' | 'sourceId'>) => `${entity} ${sourceId}`

type Props = {
  runId: string
  place: Place
  filter: ReturnType<typeof useChangeFilter>
  selection: RowSelection | undefined
  onTotal: (total: number) => void
}

/** Nothing was decided on it yet: on a phone its name needs the room more. */
const isOpen = ({ state, decidedAt }: Change) => state === 'staged' && decidedAt === null

/** A run's changes, before → after, one page. */
export function ChangesTable({ runId, place, filter, selection, onTotal }: Props) {
  const trpc = useTRPC()
  const list = useQuery(
    trpc.changes.list.queryOptions(
      { runId, filter: filter.filter, page: filter.page, pageSize },
      { placeholderData: keepPreviousData },
    ),
  )
  const total = list.data?.total
  if (total !== undefined) onTotal(total)
  return (
    <div className="rounded-card border border-line bg-surface">
      <DataTable
        label="Changes"
        columns={changeColumns(place)}
        rows={list.data?.rows}
        rowId={changeId}
        rowHref={undefined}
        rowName={({ name }) => name}
        selection={selection}
        selectable={({ state }) => state === 'staged'}
        refreshing={list.isPlaceholderData}
        error={
          list.isError
            ? {
                title: 'The changes could not be loaded.',
                message: messageOf(list.error),
                onRetry: () => void list.refetch(),
              }
            : undefined
        }
        empty={
          <EmptyState title="No change matches.">
            Take a filter off, or look at the changes that show no difference.
          </EmptyState>
        }
        narrow={(change) => ({
          title: <ChangedRecord change={change} />,
          detail: <ChangeFields change={change} place={place} />,
          aside:
            selection !== undefined && isOpen(change) ? (
              <ChangeFlags change={change} />
            ) : (
              <ChangeState change={change} />
            ),
          asideDetail: [
            entityWords[change.entity].label,
            ...(change.action === 'update' ? [] : [actionWords[change.action]]),
          ].join(' · '),
        })}
      />
      <Pagination
        page={filter.page}
        pageSize={pageSize}
        total={total}
        noun={total === 1 ? 'change' : 'changes'}
        onPageChange={filter.setPage}
      />
    </div>
  )
}
