'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { PackageSearch } from 'lucide-react'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useCallback } from 'react'
import { SelectControl } from '#components/forms/select-control.tsx'
import { useStoreScope } from '#components/layout/store-switcher.tsx'
import { ColumnChooser } from '#components/tables/column-chooser.tsx'
import { DataTable } from '#components/tables/data-table.tsx'
import { Pagination } from '#components/tables/pagination.tsx'
import { useRowSelection } from '#components/tables/row-selection.ts'
import { SearchField } from '#components/tables/search-field.tsx'
import { useTableUrl } from '#components/tables/use-table-url.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { useMay } from '#trpc/use-me.ts'
import { ReviewBar } from './review-bar.tsx'
import { narrowReview, reviewColumns } from './review-columns.tsx'
import { ReviewSheet } from './review-sheet.tsx'
import {
  alikes,
  alikeWords,
  type ReviewRow,
  type ReviewState,
  reviewStates,
  reviewStateWords,
} from './words.ts'

const urlState = {
  state: parseAsStringLiteral(reviewStates).withDefault('waiting'),
  alike: parseAsStringLiteral(alikes),
  connection: parseAsString,
  record: parseAsString,
}
const any = 'any'
const newestFirst = { column: 'firstSeenAt', direction: 'desc' } as const

/** Records under review; the surest proposals first. All of the view lives in the URL. */
export function ReviewList() {
  const trpc = useTRPC()
  const storeId = useStoreScope()
  const mayDecide = useMay('review.decide')
  const table = useTableUrl(['firstSeenAt'], newestFirst)
  const [url, setUrl] = useQueryStates(urlState, { history: 'push' })
  const filter = {
    storeId,
    connectionId: url.connection ?? undefined,
    state: url.state,
    alike: url.alike ?? undefined,
    q: table.q === '' ? undefined : table.q,
  }
  const list = useQuery(
    trpc.review.list.queryOptions(
      { ...filter, page: table.page, pageSize: table.pageSize },
      { placeholderData: keepPreviousData },
    ),
  )
  const selection = useRowSelection(JSON.stringify(filter))
  const open = useCallback((row: ReviewRow) => void setUrl({ record: row.id }), [setUrl])
  const connections = useQuery(trpc.connections.list.queryOptions({ storeId }))
  const narrow = (next: Partial<typeof url>) => {
    void setUrl(next)
    table.setPage(1)
  }
  const { data } = list
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField label="Search records" value={table.q} onChange={table.setSearch} />
        <SelectControl
          aria-label="State"
          toolbar
          className="w-32"
          options={reviewStates.map((value) => ({ value, label: reviewStateWords[value] }))}
          value={url.state}
          onValueChange={(state) => narrow({ state })}
        />
        <SelectControl
          aria-label="May be"
          toolbar
          className="w-56"
          options={[
            { value: any, label: 'Alike or not' },
            ...alikes.map((value) => ({ value, label: alikeWords[value] })),
          ]}
          value={url.alike ?? any}
          onValueChange={(value) => narrow({ alike: value === any ? null : value })}
        />
        <SelectControl
          aria-label="Connection"
          toolbar
          className="w-48"
          options={[
            { value: any, label: 'Every connection' },
            ...(connections.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={url.connection ?? any}
          onValueChange={(value) => narrow({ connection: value === any ? null : value })}
        />
        <div className="flex-1" />
        <ColumnChooser columns={reviewColumns} shown={table.columns} onShownChange={table.setColumns} />
      </div>
      <Card flush>
        <DataTable
          label="Records under review"
          columns={reviewColumns}
          rows={data?.rows}
          rowId={(row) => row.id}
          rowName={(row) => row.name || row.sourceId}
          onOpen={open}
          openId={url.record}
          narrow={narrowReview}
          shown={table.columns}
          selection={mayDecide ? selection : undefined}
          refreshing={list.isPlaceholderData}
          error={
            list.isError
              ? {
                  title: 'The records could not be loaded.',
                  message: messageOf(list.error),
                  onRetry: () => void list.refetch(),
                }
              : undefined
          }
          empty={
            <NothingToReview
              state={url.state}
              narrowed={table.q !== '' || url.connection !== null || url.alike !== null}
              onClear={() => {
                table.setSearch('')
                void setUrl({ connection: null, alike: null })
              }}
            />
          }
        />
        <Pagination
          page={table.page}
          pageSize={table.pageSize}
          total={data?.total}
          noun={data?.total === 1 ? 'record' : 'records'}
          onPageChange={table.setPage}
          onPageSizeChange={table.setPageSize}
        />
      </Card>
      {mayDecide && (
        <ReviewBar selection={selection} total={data?.total ?? 0} state={url.state} filter={filter} />
      )}
      <ReviewSheet
        row={data?.rows.find((row) => row.id === url.record) ?? null}
        mayDecide={mayDecide}
        onClose={() => void setUrl({ record: null })}
      />
    </div>
  )
}

function NothingToReview({
  state,
  narrowed,
  onClear,
}: {
  state: ReviewState
  narrowed: boolean
  onClear: () => void
}) {
  if (narrowed) {
    return (
      <EmptyState
        title="No record matches"
        action={<Button onClick={onClear}>Clear search and filters</Button>}
      />
    )
  }
  if (state !== 'waiting')
    return <EmptyState title={`No record was ${reviewStateWords[state].toLowerCase()} yet`} />
  return (
    <EmptyState icon={<PackageSearch aria-hidden />} title="Nothing waits for review">
      New products become part of the catalogue at once, unless the settings of their connection say that a
      person looks at them first.
    </EmptyState>
  )
}
