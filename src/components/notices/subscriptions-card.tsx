'use client'
import { useMutation } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { useMay } from '#trpc/use-me.ts'
import type { NoticeSetup } from './words.ts'

const looks = {
  active: { status: 'good', word: 'Active' },
  missing: { status: 'attention', word: 'Missing' },
  refused: { status: 'failing', word: 'Refused' },
} as const

type SubscriptionsProps = { connectionId: string; setup: NoticeSetup; timeZone: string }

/** What the vendor was asked to tell of, as it stood at the last look, and a way to look now. */
export function SubscriptionsCard({ connectionId, setup, timeZone }: SubscriptionsProps) {
  const trpc = useTRPC()
  const mayWork = useMay('notices.work')
  const { subscriptions } = setup
  const checkedAt = newestOf(subscriptions)
  const [askedAt, setAskedAt] = useState<Date | null>(null)
  const check = useMutation(
    trpc.notices.checkSubscriptions.mutationOptions({ onMutate: () => setAskedAt(new Date()) }),
  )
  const waiting = askedAt !== null && (checkedAt === null || checkedAt < askedAt) && !check.isError
  return (
    <Card
      title="What it was asked to tell of"
      description={
        checkedAt === null ? (
          'Not looked at yet.'
        ) : (
          <>
            Last checked <TimeAgo at={checkedAt} timeZone={timeZone} />
          </>
        )
      }
      actions={
        mayWork && (
          <Button
            size="small"
            icon={<RefreshCw />}
            busy={check.isPending || waiting}
            onClick={() => check.mutate({ connectionId })}
          >
            Check now
          </Button>
        )
      }
      flush
    >
      {subscriptions.length === 0 ? (
        <EmptyState title="Nothing registered yet">
          Cairn registers what it wants to be told of when the connection is active, and looks every hour
          whether it is still there.
        </EmptyState>
      ) : (
        <ul className="text-dense">
          {subscriptions.map(({ topic, state, problem, remade }) => (
            <li
              key={topic}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-b-0"
            >
              <span className="min-w-48 font-medium">{topic}</span>
              <StatusBadge {...looks[state]} />
              {remade > 0 && (
                <span className="text-ink-muted">
                  Made again {remade === 1 ? 'once' : counted(remade, 'time')}: {setup.vendorName} had dropped
                  it
                </span>
              )}
              {problem !== null && <span className="text-ink-muted">{problem}</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const newestOf = (subscriptions: NoticeSetup['subscriptions']) =>
  subscriptions.reduce<Date | null>(
    (newest, { checkedAt }) => (newest === null || checkedAt > newest ? checkedAt : newest),
    null,
  )
