'use client'
import { RotateCcw } from 'lucide-react'
import dynamic from 'next/dynamic'
import { parseAsString, useQueryState } from 'nuqs'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { KeyValueList } from '#components/ui/key-value-list.tsx'
import { MonoId } from '#components/ui/mono-id.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { UrlTabs } from '#components/ui/url-tabs.tsx'
import { count, counted } from '#lib/numbers.ts'
import { messageOf } from '#trpc/error-words.ts'
import { useMay } from '#trpc/use-me.ts'
import { NoticeBody } from './notice-body.tsx'
import { NoticeStateBadge } from './notice-state-badge.tsx'
import { NoticeSubjects } from './notice-subjects.tsx'
import { NoticeTimeline } from './notice-timeline.tsx'
import { ReplayProgressCard } from './replay-progress-card.tsx'
import { SettleButtons } from './settle-buttons.tsx'
import { useNotice } from './use-notice.ts'
import { type NoticeView, originWords } from './words.ts'

const ReplayDialog = dynamic(() => import('./replay-dialog.tsx').then((file) => file.ReplayDialog), {
  ssr: false,
})

/** A notice: what became of it and what it changed, and what came in; in the side sheet and on its own page. */
export function NoticeDetail({ id }: { id: string }) {
  const query = useNotice(id)
  const { data } = query
  if (query.isError && data === undefined) {
    return (
      <ErrorState
        title="This notice could not be loaded."
        message={messageOf(query.error)}
        onRetry={() => void query.refetch()}
      />
    )
  }
  if (data === undefined) return <SkeletonText lines={12} />
  return (
    <div className="flex flex-col gap-4">
      <NoticeHead view={data} />
      {data.delivery.errorMessage !== null && (
        <p className="rounded-card border border-attention-line bg-attention-soft px-4 py-2 wrap-anywhere">
          {data.delivery.errorKind === 'ignored_by_person' && 'Ignored by a person: '}
          {data.delivery.errorMessage}
        </p>
      )}
      <UrlTabs
        label="Views of the notice"
        parameter="view"
        tabs={[
          {
            id: 'outcome',
            label: 'What came of it',
            content: (
              <div className="flex flex-col gap-4">
                <NoticeTimeline view={data} />
                <NoticeSubjects view={data} />
                <NoticeFacts view={data} />
              </div>
            ),
          },
          { id: 'body', label: 'As it came in', content: <NoticeBody view={data} /> },
        ]}
      />
    </div>
  )
}

function NoticeHead({ view }: { view: NoticeView }) {
  const { delivery, store, connection } = view
  const mayWork = useMay('notices.work')
  const [asking, setAsking] = useState(false)
  const [replay, setReplay] = useQueryState('replay', parseAsString)
  const open = delivery.state === 'dead' || delivery.state === 'waiting'
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-ink-muted">
        <NoticeStateBadge state={delivery.state} />
        <span>
          {store.name} ·{' '}
          <ScopedLink
            href={`/connections/${connection.id}?tab=notices`}
            className="text-accent-ink underline"
          >
            {connection.name}
          </ScopedLink>
        </span>
        <span>
          {originWords[delivery.origin]} <TimeAgo at={delivery.receivedAt} timeZone={store.timeZone} />
        </span>
        {view.runId !== null && (
          <ScopedLink href={`/runs/${view.runId}`} className="text-accent-ink underline">
            The sync that found it
          </ScopedLink>
        )}
        {delivery.duplicates > 0 && (
          <span>{counted(delivery.duplicates, 'duplicate')}, not applied again</span>
        )}
      </div>
      {mayWork && (delivery.replayable || open) && (
        <div className="flex flex-wrap gap-2">
          {delivery.replayable && delivery.origin !== 'test' && (
            <Button look="primary" icon={<RotateCcw />} onClick={() => setAsking(true)}>
              Replay
            </Button>
          )}
          {open && <SettleButtons ids={[delivery.id]} />}
        </div>
      )}
      {replay !== null && (
        <ReplayProgressCard
          replayId={replay}
          timeZone={store.timeZone}
          onClose={() => void setReplay(null)}
        />
      )}
      {asking && (
        <ReplayDialog
          selection={{ ids: [delivery.id] }}
          timeZone={store.timeZone}
          onClose={() => setAsking(false)}
          onStarted={(started) => {
            setAsking(false)
            void setReplay(started)
          }}
        />
      )}
    </>
  )
}

function NoticeFacts({ view: { delivery, original, replays, store } }: { view: NoticeView }) {
  const link = (id: string, at: Date) => (
    <ScopedLink href={`/notices/${id}`} className="text-accent-ink underline">
      <TimeAgo at={at} timeZone={store.timeZone} />
    </ScopedLink>
  )
  return (
    <Card title="Delivery">
      <KeyValueList
        items={[
          { label: 'Topic', value: delivery.topic },
          { label: 'Known to the POS as', value: <MonoId id={delivery.deliveryKey} /> },
          { label: 'Duplicates', value: count(delivery.duplicates) },
          ...(original === null
            ? []
            : [{ label: 'Repeats', value: <>the one received {link(original.id, original.receivedAt)}</> }]),
          ...(replays.length === 0
            ? []
            : [
                {
                  label: 'Replayed',
                  value: (
                    <ul>
                      {replays.map((replay) => (
                        <li key={replay.id} className="flex flex-wrap items-center gap-2 py-0.5">
                          {link(replay.id, replay.receivedAt)} <NoticeStateBadge state={replay.state} />
                        </li>
                      ))}
                    </ul>
                  ),
                },
              ]),
          { label: 'Id in Cairn', value: <MonoId id={delivery.id} /> },
        ]}
      />
    </Card>
  )
}
