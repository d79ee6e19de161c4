import type { Metadata } from 'next'
import Link from 'next/link'
import { buttonClass } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        title="There is nothing at this address"
        action={
          <Link href="/" className={buttonClass('primary')}>
            Go to the overview
          </Link>
        }
      >
        It may have been removed, or belong to a store you may not see.
      </EmptyState>
    </main>
  )
}
