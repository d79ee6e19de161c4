'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useStoreScope } from '#components/layout/store-switcher.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import type { Outputs } from '#trpc/types.ts'
import { useMay } from '#trpc/use-me.ts'
import { reasonWords } from './queue-words.ts'
import { useDeadLetterActions } from './use-dead-letter-actions.ts'
import { useRefresh } from './use-refresh.ts'

type Reason = Outputs['queue']['reasons'][number]

/** Why jobs gave up, most first; nothing when none waits for a person. */
export function ReasonList({ onShow }: { onShow: (reason: Reason) => void }) {
  const trpc = useTRPC()
  const refetchInterval = useRefresh()
  const mayWrite = useMay('queue.write')
  const storeId = useStoreScope()
  const reasons = useQuery(trpc.queue.reasons.queryOptions({ storeId }, { refetchInterval }))
  const [retrying, setRetrying] = useState<Reason | null>(null)
  const { retry } = useDeadLetterActions(() => setRetrying(null))
  if (reasons.data === undefined || reasons.data.length === 0) return null
  // Of a store only the shown ones could be meant, and a reason takes all.
  const mayRetryAll = mayWrite && storeId === undefined
  const count = retrying === null ? 0 : retrying.waiting - retrying.orphaned
  return (
    <Card title="Failures by reason" description="Of jobs that gave up and wait for a person." flush>
      <ul>
        {reasons.data.map((row) => (
          <li
            key={`${row.queue} ${row.reason}`}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2 last:border-b-0"
          >
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-medium">
                {reasonWords(row.reason)}{' '}
                <span className="font-mono text-xs text-ink-muted">{row.queue}</span>
              </p>
              {row.example !== null && <p className="truncate text-dense text-ink-muted">{row.example}</p>}
            </div>
            <p className="tabular text-dense text-ink-muted">
              {counted(row.waiting, 'job')}, the oldest <TimeAgo at={row.oldestAt} />
            </p>
            <div className="flex gap-2">
              <Button size="small" onClick={() => onShow(row)}>
                Show
              </Button>
              {mayRetryAll && row.waiting > row.orphaned && (
                <Button size="small" onClick={() => setRetrying(row)}>
                  Retry all
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={retrying !== null}
        onOpenChange={() => setRetrying(null)}
        title={`Retry ${counted(count, 'job')}?`}
        confirmLabel={`Retry ${counted(count, 'job')}`}
        danger={false}
        busy={retry.isPending}
        onConfirm={() => retrying && retry.mutate({ queue: retrying.queue, reason: retrying.reason })}
      >
        Each is put back into its queue once. If the cause is still there, they will come back here.
      </ConfirmDialog>
    </Card>
  )
}
