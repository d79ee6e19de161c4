'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { JsonView } from '#components/ui/json-view.tsx'
import { KeyValueList } from '#components/ui/key-value-list.tsx'
import { MonoId } from '#components/ui/mono-id.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { count } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import type { Outputs } from '#trpc/types.ts'
import { useMay } from '#trpc/use-me.ts'
import { EditPayload } from './edit-payload.tsx'
import { jobStateWords, reasonWords, stateLooks } from './queue-words.ts'
import { useDeadLetterActions } from './use-dead-letter-actions.ts'
import { useRefresh } from './use-refresh.ts'

type Letter = Outputs['queue']['deadLetter']

/** A job that gave up: why, what it carried, and what to do about it. */
export function DeadLetterSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const trpc = useTRPC()
  const refetchInterval = useRefresh()
  const letter = useQuery(trpc.queue.deadLetter.queryOptions({ id }, { refetchInterval }))
  const { data } = letter
  const look = data && stateLooks[data.state]
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={data?.title ?? 'Dead letter'}
      aside={look && <StatusBadge status={look.tone} word={look.word} />}
    >
      {data !== undefined && <Facts letter={data} />}
      {data === undefined && letter.isError && (
        <ErrorState
          title="This job could not be loaded."
          message={messageOf(letter.error)}
          onRetry={() => void letter.refetch()}
        />
      )}
      {data === undefined && !letter.isError && <Skeleton className="h-64 w-full" />}
    </Sheet>
  )
}

function Facts({ letter }: { letter: Letter }) {
  const mayWrite = useMay('queue.write')
  const [doing, setDoing] = useState<'edit' | 'discard' | null>(null)
  const { retry, discard } = useDeadLetterActions(() => setDoing(null))
  const time = (at: Date | null) => <TimeAgo at={at} timeZone={letter.timeZone ?? undefined} never="—" />
  const { outcome } = letter
  return (
    <div className="flex flex-col gap-6">
      <KeyValueList
        items={[
          { label: 'Reason', value: reasonWords(letter.reason) },
          { label: 'What it said', value: letter.message },
          { label: 'Connection', value: <ConnectionLink letter={letter} /> },
          { label: 'Tries', value: count(letter.attempts) },
          { label: 'First failed', value: time(letter.firstFailedAt) },
          { label: 'Gave up', value: time(letter.diedAt) },
          { label: 'Put in', value: time(letter.sentAt) },
          { label: 'Worker', value: letter.worker },
          { label: 'Job', value: <MonoId id={letter.jobId} /> },
        ]}
      />
      {outcome !== null && (
        <section aria-label="What was done about it">
          <h3 className="mb-1 text-sm font-semibold">What was done about it</h3>
          <KeyValueList
            items={[
              { label: stateLooks[letter.state].word, value: time(outcome.at) },
              { label: 'By', value: outcome.by },
              ...(letter.state === 'retried'
                ? [
                    {
                      label: 'Became',
                      value:
                        outcome.jobId === null ? (
                          'the job that was there already'
                        ) : (
                          <MonoId id={outcome.jobId} />
                        ),
                    },
                    {
                      label: 'Which is',
                      value: outcome.jobState === null ? null : (jobStateWords[outcome.jobState] ?? null),
                    },
                  ]
                : []),
            ]}
          />
          {outcome.edited !== null && (
            <div className="mt-3">
              <JsonView value={outcome.edited} label="Payload it was retried with" />
            </div>
          )}
        </section>
      )}
      {doing === 'edit' ? (
        <EditPayload letter={letter} onClose={() => setDoing(null)} />
      ) : (
        <section aria-label="Payload">
          <h3 className="mb-1 text-sm font-semibold">Payload</h3>
          <JsonView value={letter.payload} label="Payload" />
        </section>
      )}
      {mayWrite && letter.state === 'waiting' && doing !== 'edit' && (
        <div className="flex flex-wrap gap-2">
          {!letter.orphaned && (
            <>
              <Button
                look="primary"
                busy={retry.isPending}
                onClick={() => retry.mutate({ ids: [letter.id] })}
              >
                Retry job
              </Button>
              {letter.fields.length > 0 && <Button onClick={() => setDoing('edit')}>Edit and retry</Button>}
            </>
          )}
          <Button look="danger" onClick={() => setDoing('discard')}>
            Discard job
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={doing === 'discard'}
        onOpenChange={() => setDoing(null)}
        title="Discard this job?"
        confirmLabel="Discard job"
        busy={discard.isPending}
        onConfirm={() => discard.mutate({ ids: [letter.id] })}
      >
        What it was to do will not be done. It stays in the list of discarded ones for a month.
      </ConfirmDialog>
    </div>
  )
}

function ConnectionLink({ letter }: { letter: Letter }) {
  if (letter.orphaned) return 'connection removed: nothing can come of this job any more'
  if (letter.connectionId === null || letter.connectionName === null) return 'of no connection'
  return (
    <ScopedLink href={`/connections/${letter.connectionId}`} className="underline">
      {letter.connectionName}
    </ScopedLink>
  )
}
