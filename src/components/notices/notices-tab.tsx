'use client'
import { useQuery } from '@tanstack/react-query'
import { Card } from '#components/ui/card.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { count } from '#lib/numbers.ts'
import { duration } from '#lib/time.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { Inbox } from './inbox.tsx'
import { NoticeSetupCard } from './notice-setup-card.tsx'
import { ReachCard } from './reach-card.tsx'
import { SubscriptionsCard } from './subscriptions-card.tsx'

type TabProps = {
  connection: { id: string; status: string; timeZone: string; endpoint: 'live' | 'simulator' }
}

/** Notices of one connection: how its line is set up, how far it can be relied on, and what came in. */
export function NoticesTab({ connection }: TabProps) {
  const trpc = useTRPC()
  const { id, timeZone } = connection
  const { data, ...setup } = useQuery(trpc.notices.setup.queryOptions({ connectionId: id }))
  if (setup.isError && data === undefined) {
    return (
      <ErrorState
        title="How notices are set up could not be loaded."
        message={messageOf(setup.error)}
        onRetry={() => void setup.refetch()}
      />
    )
  }
  if (data === undefined) return <SkeletonText lines={9} />
  const { webhooks, pollsEveryMinutes } = data
  return (
    <div className="flex flex-col gap-4">
      {webhooks === null ? (
        <Card title="How changes are found">
          <p className="max-w-[72ch]">
            {data.vendorName} sends no notices. What changes there is found by polling,{' '}
            {pollsEveryMinutes === null
              ? 'when a sync is scheduled or started by hand'
              : `every ${duration(pollsEveryMinutes * 60_000)}`}{' '}
            (
            <ScopedLink href={`/connections/${id}?tab=settings`} className="text-accent-ink underline">
              schedule
            </ScopedLink>
            ). Each change found shows below as a notice of its own, of one sync the first{' '}
            {count(data.foundOfASync)} or so of a kind; the sync itself lists all of them.
          </p>
        </Card>
      ) : (
        <>
          <NoticeSetupCard connection={connection} setup={data} webhooks={webhooks} />
          {webhooks.registeredBy === 'api' && (
            <SubscriptionsCard connectionId={id} setup={data} timeZone={timeZone} />
          )}
          <ReachCard connectionId={id} timeZone={timeZone} />
        </>
      )}
      <Inbox timeZone={timeZone} zoneOf="store" connectionId={id} />
    </div>
  )
}
