'use client'
import { Card } from '#components/ui/card.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  const reference =
    error.digest === undefined ? '' : ` If it stays, tell your administrator this number: ${error.digest}.`
  return (
    <Card>
      <ErrorState
        title="This page could not be shown."
        message={`Something went wrong on our side. Nothing was changed, and trying again is safe.${reference}`}
        onRetry={reset}
      />
    </Card>
  )
}
