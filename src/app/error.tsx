'use client'
import { ErrorState } from '#components/ui/error-state.tsx'

export default function RootError({ reset }: { error: Error; reset: () => void }) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <ErrorState
        title="Cairn could not show this page."
        message="Something went wrong on our side. Nothing was changed, and trying again is safe."
        onRetry={reset}
      />
    </main>
  )
}
