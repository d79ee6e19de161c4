'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Inbox as InboxIcon, RotateCcw } from 'lucide-react'
import dynamic from 'next/dynamic'
import { parseAsString, useQueryStates } from 'nuqs'
import { useCallback, useState } from 'react'
import { useStoreScope } from '#components/layout/store-switcher.tsx'
import { ColumnChooser } from '#components/tables/column-chooser.tsx'
import { DataTable } from '#components/tables/data-table.tsx'
import { useRowSelection } from '#components/tables/row-selection.ts'
import { SearchField } from '#components/tables/search-field.tsx'
import { SelectionBar } from '#components/tables/selection-bar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { useWanted } from '#lib/use-wanted.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { useMay } from '#trpc/use-me.ts'
import { KeysetPager } from './keyset-pager.tsx'
import { narrowNotice, noticeColumns } from './notice-columns.tsx'
import { NoticeFilterBar } from './notice-filter-bar.tsx'
import { NoticeSummary } from './notice-summary.tsx'
import { ReplayProgressCard } from './replay-progress-card.tsx'
import { SettleButtons } from './settle-buttons.tsx'
import { useNoticeFilters } from './use-notice-filters.ts'
import type { NoticeRow } from './words.ts'

const NoticeSheet = dynamic(() => import('./notice-sheet.tsx').then((file) => file.NoticeSheet), {
  ssr: false,
})
const ReplayDialog = dynamic(() => import('./replay-dialog.tsx').then((file) => file.ReplayDialog), {
  ssr: false,
})

/** The notice in the side sheet, and the replay that is watched. */
const openedParsers = { notice: parseAsString, view: parseAsString, replay: parseAsString }

/** What is shown at first, and can be chosen under Columns. */
const withoutConnection = noticeColumns.filter(({ id }) => !['connection', 'vendor', 'store'].includes(id))

type InboxProps = {
  timeZone: string
  /** Whose zone it is. */
  zoneOf: 'store' | 'reader'
  /** Of one connection only. */
  connectionId?: string
}

/** Deliveries as they came in and what became of them; filters, page and the open one live in the URL. */
export function Inbox({ timeZone, zoneOf, connectionId }: InboxProps) {
  const trpc = useTRPC()
  const storeId = useStoreScope()
  const mayWork = useMay('notices.work')
  const notices = useNoticeFilters(timeZone)
  const [opened, setOpened] = useQueryStates(openedParsers, { history: 'push' })
  const [columns, setColumns] = useState<string[] | null>(null)
  const [replaying, setReplaying] = useState<{ ids: string[] } | 'shown' | null>(null)
  const filter = { ...notices.query, connectionId: connectionId ?? notices.query.connectionId }
  const scope = { ...filter, storeId: connectionId === undefined ? storeId : undefined }
  const list = useQuery(
    trpc.notices.list.queryOptions({ ...scope, ...notices.page }, { placeholderData: keepPreviousData }),
  )
  const summary = useQuery(trpc.notices.summary.queryOptions(scope, { placeholderData: keepPreviousData }))
  const connections = useQuery(
    trpc.connections.list.queryOptions({ storeId }, { enabled: connectionId === undefined }),
  )
  const selection = useRowSelection(JSON.stringify(scope))
  const sheetWanted = useWanted(opened.notice !== null)
  const open = useCallback((row: NoticeRow) => void setOpened({ notice: row.id }), [setOpened])
  const shownColumns = connectionId === undefined ? noticeColumns : withoutConnection
  const counts = summary.data?.counts
  const total =
    counts &&
    Object.entries(counts).reduce(
      (sum, [state, count]) =>
        notices.filters.state.length === 0 || (notices.filters.state as string[]).includes(state)
          ? sum + count
          : sum,
      0,
    )
  const vendors = connections.data && [
    ...new Map(connections.data.map(({ vendor, vendorName }) => [vendor, vendorName])),
  ]
  return (
    <div className="flex flex-col gap-4">
      {opened.replay !== null && (
        <ReplayProgressCard
          replayId={opened.replay}
          timeZone={timeZone}
          onClose={() => void setOpened({ replay: null })}
        />
      )}
      <NoticeSummary summary={summary.data} notices={notices} timeZone={timeZone} />
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          label="Find by a record’s id at the POS"
          value={notices.filters.q}
          onChange={(q) => notices.change({ q: q === '' ? '' : q })}
        />
        <NoticeFilterBar
          notices={notices}
          timeZone={timeZone}
          topics={summary.data?.topics ?? []}
          connections={connections.data?.map(({ id, name }) => ({ value: id, label: name }))}
          vendors={vendors?.map(([value, label]) => ({ value, label }))}
        />
        <div className="flex-1" />
        {mayWork && (
          <Button icon={<RotateCcw />} disabled={!total} onClick={() => setReplaying('shown')}>
            Replay what is shown
          </Button>
        )}
        <ColumnChooser columns={shownColumns} shown={columns} onShownChange={setColumns} />
      </div>
      <Card flush>
        <DataTable
          label="Notices"
          columns={shownColumns}
          rows={list.data?.rows}
          rowId={(row) => row.id}
          rowName={(row) => row.topic}
          rowHref={(row) => `/notices/${row.id}`}
          onOpen={open}
          openId={opened.notice}
          narrow={narrowNotice}
          shown={columns}
          selection={mayWork ? selection : undefined}
          refreshing={list.isPlaceholderData}
          expected={15}
          error={
            list.isError
              ? {
                  title: 'The notices could not be loaded.',
                  message: messageOf(list.error),
                  onRetry: () => void list.refetch(),
                }
              : undefined
          }
          empty={
            <NoNotices narrowed={notices.active} ofOne={connectionId !== undefined} onClear={notices.clear} />
          }
        />
        <KeysetPager
          newer={list.data?.newer ?? null}
          older={list.data?.older ?? null}
          total={total}
          onGo={notices.goTo}
        />
      </Card>
      <p className="text-dense text-ink-muted">
        Times in {timeZone}, {zoneOf === 'store' ? 'the zone of the store' : 'your own zone'}.
      </p>
      {mayWork && total !== undefined && (
        <SelectionBar selection={selection} total={total} noun="notices">
          <Button
            look="primary"
            size="small"
            icon={<RotateCcw />}
            onClick={() => setReplaying(selection.all ? 'shown' : { ids: [...selection.ids] })}
          >
            Replay
          </Button>
          {!selection.all && <SettleButtons ids={[...selection.ids]} size="small" onDone={selection.clear} />}
        </SelectionBar>
      )}
      {replaying !== null && (
        <ReplayDialog
          selection={replaying === 'shown' ? { filter } : replaying}
          storeId={scope.storeId}
          timeZone={timeZone}
          onClose={() => setReplaying(null)}
          onStarted={(replay) => {
            setReplaying(null)
            selection.clear()
            void setOpened({ replay, notice: null })
          }}
        />
      )}
      {sheetWanted && (
        <NoticeSheet noticeId={opened.notice} onClose={() => void setOpened({ notice: null, view: null })} />
      )}
    </div>
  )
}

type NoNoticesProps = { narrowed: boolean; ofOne: boolean; onClear: () => void }

function NoNotices({ narrowed, ofOne, onClear }: NoNoticesProps) {
  if (narrowed) {
    return (
      <EmptyState
        title="No notice matches"
        action={<Button onClick={onClear}>Clear search and filters</Button>}
      >
        An id is found as a whole only. Take off a filter, or look over a longer time.
      </EmptyState>
    )
  }
  if (ofOne) {
    return (
      <EmptyState icon={<InboxIcon aria-hidden />} title="No notices in the last 24 hours">
        What changes at this POS shows here as soon as Cairn knows of it.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<InboxIcon aria-hidden />}
      title="No notices in the last 24 hours"
      action={<LinkButton href="/connections">Go to connections</LinkButton>}
    >
      When something changes at a POS that sends notices, it shows here within seconds. Each connection says
      under Notices how that is set up.
    </EmptyState>
  )
}
