'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { MonitorCheck, MonitorSmartphone } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { deviceName } from '#lib/device-name.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import type { Outputs } from '#trpc/types.ts'

/** Where this person is signed in, and a way to end it there. */
export function SessionsCard() {
  const trpc = useTRPC()
  const { data, error, refetch } = useQuery(trpc.me.sessions.queryOptions())
  return (
    <Card
      title="Where you are signed in"
      description="Sessions end after 12 hours without use, and after 30 days in any case."
      flush
    >
      {data ? (
        <ul>
          {data.map((session) => (
            <Session key={session.id} session={session} />
          ))}
        </ul>
      ) : error ? (
        <ErrorState
          title="Your sessions could not be loaded."
          message={messageOf(error)}
          onRetry={() => void refetch()}
        />
      ) : (
        <div className="p-4">
          <SkeletonText />
        </div>
      )}
    </Card>
  )
}

function Session({ session }: { session: Outputs['me']['sessions'][number] }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const end = useMutation(
    trpc.me.endSession.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.me.sessions.queryFilter()),
    }),
  )
  const Icon = session.current ? MonitorCheck : MonitorSmartphone
  return (
    <li className="flex min-h-14 items-center gap-3 border-b border-line px-4 py-2 last:border-b-0">
      <Icon aria-hidden className="size-5 shrink-0 text-ink-muted" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{deviceName(session.userAgent)}</p>
        <p className="truncate text-dense text-ink-muted">
          {session.ipAddress} · {session.current ? 'this device' : <TimeAgo at={session.lastSeenAt} />}
        </p>
      </div>
      {!session.current && (
        <Button size="small" busy={end.isPending} onClick={() => end.mutate({ id: session.id })}>
          End session
        </Button>
      )}
    </li>
  )
}
