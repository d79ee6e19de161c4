import type { Metadata } from 'next'
import { buttonClass } from '#components/ui/button-class.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        title="There is nothing at this address"
        action={
          // A plain link: this page stands behind every other one, and would bring them code of its own.
          <a href="/" className={buttonClass('primary')}>
            Go to the overview
          </a>
        }
      >
        It may have been removed, or belong to a store you may not see.
      </EmptyState>
    </main>
  )
}
