'use client'
import { useMutation } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { duration } from '#lib/time.ts'
import { useTRPC } from '#trpc/client.ts'
import type { Outputs } from '#trpc/types.ts'

type Result = Outputs['notices']['sendTest']

/** Sends a delivery as the POS would, through the same address, and says how it went. */
export function SendTest({ connectionId }: { connectionId: string }) {
  const trpc = useTRPC()
  const test = useMutation(trpc.notices.sendTest.mutationOptions())
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button icon={<Send />} busy={test.isPending} onClick={() => test.mutate({ connectionId })}>
        Send a test delivery
      </Button>
      {test.data !== undefined && !test.isPending && <TestWords result={test.data} />}
    </div>
  )
}

function TestWords({ result }: { result: Result }) {
  return (
    <p role="status" className="flex min-w-0 flex-wrap items-center gap-2">
      <StatusBadge
        status={result.outcome === 'arrived' ? 'good' : 'failing'}
        word={result.outcome === 'arrived' ? 'It came in' : 'It did not come in'}
      />
      <span>{wordsOf(result)}</span>
      {result.deliveryId !== null && (
        <ScopedLink href={`/notices/${result.deliveryId}`} className="text-accent-ink underline">
          See the delivery
        </ScopedLink>
      )}
    </p>
  )
}

function wordsOf({ outcome, status, milliseconds }: Result): string {
  const took = duration(milliseconds)
  switch (outcome) {
    case 'arrived':
      return `It proved itself, could be read and was kept, all in ${took}.`
    case 'refused':
      return status === 401
        ? `Cairn turned it away after ${took}: the secret was not taken. One that has just been replaced takes a few seconds; try again.`
        : `Cairn turned it away after ${took} (${status}). It may have too much to do just now; try again.`
    case 'blocked':
      return `Something in front of Cairn answered ${status} after ${took}. Let requests to /api/webhooks/ through to Cairn, without a sign-in.`
    case 'unreachable':
      return `Nothing answered at Cairn’s own address within ${took}. Check that APP_URL is the address under which Cairn can be opened.`
  }
}
