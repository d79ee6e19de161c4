'use client'
import { Cable } from 'lucide-react'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { useMay } from '#trpc/use-me.ts'

/** Before the first connection. */
export function NoConnections() {
  const mayConnect = useMay('connections.write')
  return (
    <EmptyState
      icon={<Cable aria-hidden />}
      title="No store is connected yet"
      action={
        mayConnect && (
          <LinkButton href="/connections/new" look="primary">
            Connect store
          </LinkButton>
        )
      }
    >
      {mayConnect
        ? "Pick the store's POS, enter its credentials and watch each check pass. Products follow within minutes."
        : 'An owner or admin can connect the POS of a store. Its products show here afterwards.'}
    </EmptyState>
  )
}
