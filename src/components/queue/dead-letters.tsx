'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useState } from 'react'
import { SelectControl } from '#components/forms/select-control.tsx'
import { useStoreScope } from '#components/layout/store-switcher.tsx'
import { DataTable } from '#components/tables/data-table.tsx'
import { FilterChips } from '#components/tables/filter-chips.tsx'
import { Pagination } from '#components/tables/pagination.tsx'
import { useRowSelection } from '#components/tables/row-selection.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { useMay } from '#trpc/use-me.ts'
import { deadLetterColumns, narrowDeadLetter } from './dead-letter-columns.tsx'
import { reasonWords, stateLooks } from './queue-words.ts'
import { ReasonList } from './reason-list.tsx'
import { useDeadLetterActions } from './use-dead-letter-actions.ts'
import { useRefresh } from './use-refresh.ts'

const DeadLetterSheet = dynamic(
  () => import('./dead-letter-sheet.tsx').then((file) => file.DeadLetterSheet),
  { ssr: false },
)

const states = ['waiting', 'retried', 'discarded'] as const
const urlState = {
  queue: parseAsString,
  reason: parseAsString,
  state: parseAsStringLiteral(states).withDefault('waiting'),
  letters: parseAsInteger.withDefault(1),
  letter: parseAsString,
}
const pageSize = 50

/** Jobs that gave up, by reason, and what a person can do about them. */
export function DeadLetters() {
  const trpc = useTRPC()
  const refetchInterval = useRefresh()
  const storeId = useStoreScope()
  const mayWrite = useMay('queue.write')
  const [url, setUrl] = useQueryStates(urlState, { history: 'push' })
  const filter = { storeId, queue: url.queue ?? undefined, reason: url.reason ?? undefined, state: url.state }
  const page = Math.max(1, url.letters)
  const letters = useQuery(
    trpc.queue.dead.queryOptions(
      { ...filter, page, pageSize },
      { placeholderData: keepPreviousData, refetchInterval },
    ),
  )
  const selection = useRowSelection(JSON.stringify({ ...filter, page }))
  const [discarding, setDiscarding] = useState(false)
  const { retry, discard } = useDeadLetterActions(() => {
    selection.clear()
    setDiscarding(false)
  })
  const ids = letters.data?.rows.flatMap(({ id }) => (selection.has(id) ? [id] : [])) ?? []
  const selectable = mayWrite && url.state === 'waiting'
  return (
    <>
      <ReasonList
        onShow={({ queue, reason }) => void setUrl({ queue, reason, state: 'waiting', letters: null })}
      />
      <Card title="Dead letters" description="Jobs that gave up. They wait here for a month." flush>
        <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
          <SelectControl
            toolbar
            aria-label="State"
            className="w-44"
            options={states.map((value) => ({ value, label: stateLooks[value].word }))}
            value={url.state}
            onValueChange={(state) => void setUrl({ state, letters: null })}
          />
          <FilterChips
            chips={[
              ...(url.reason === null
                ? []
                : [
                    {
                      key: 'reason',
                      label: `Reason: ${reasonWords(url.reason)}`,
                      onRemove: () => void setUrl({ reason: null, letters: null }),
                    },
                  ]),
              ...(url.queue === null
                ? []
                : [
                    {
                      key: 'queue',
                      label: `Queue: ${url.queue}`,
                      onRemove: () => void setUrl({ queue: null, letters: null }),
                    },
                  ]),
            ]}
            onClear={() => void setUrl({ reason: null, queue: null, letters: null })}
          />
          {ids.length > 0 && (
            <div className="ml-auto flex flex-wrap gap-2">
              <Button busy={retry.isPending} onClick={() => retry.mutate({ ids })}>
                Retry {counted(ids.length, 'job')}
              </Button>
              <Button look="danger" onClick={() => setDiscarding(true)}>
                Discard {counted(ids.length, 'job')}
              </Button>
            </div>
          )}
        </div>
        <DataTable
          label="Dead letters"
          columns={deadLetterColumns}
          rows={letters.data?.rows}
          rowId={(row) => row.id}
          rowName={(row) => `${reasonWords(row.reason)}, ${row.queue}`}
          onOpen={(row) => void setUrl({ letter: row.id })}
          openId={url.letter}
          narrow={narrowDeadLetter}
          selection={selectable ? selection : undefined}
          refreshing={letters.isPlaceholderData}
          error={
            letters.isError
              ? {
                  title: 'The dead letters could not be loaded.',
                  message: messageOf(letters.error),
                  onRetry: () => void letters.refetch(),
                }
              : undefined
          }
          empty={
            url.reason !== null || url.queue !== null || url.state !== 'waiting' ? (
              <EmptyState title="No dead letter matches">Take off a filter to see the others.</EmptyState>
            ) : (
              <EmptyState title="Nothing gave up">
                A job that fails again and again, or that no further try can help, shows here with its reason.
              </EmptyState>
            )
          }
        />
        <Pagination
          page={page}
          pageSize={pageSize}
          total={letters.data?.total}
          noun={letters.data?.total === 1 ? 'job' : 'jobs'}
          onPageChange={(next) => void setUrl({ letters: next })}
        />
      </Card>
      <ConfirmDialog
        open={discarding}
        onOpenChange={setDiscarding}
        title={`Discard ${counted(ids.length, 'job')}?`}
        confirmLabel={`Discard ${counted(ids.length, 'job')}`}
        busy={discard.isPending}
        onConfirm={() => discard.mutate({ ids })}
      >
        What they were to do will not be done. They stay in the list of discarded ones for a month.
      </ConfirmDialog>
      {url.letter !== null && (
        <DeadLetterSheet key={url.letter} id={url.letter} onClose={() => void setUrl({ letter: null })} />
      )}
    </>
  )
}
