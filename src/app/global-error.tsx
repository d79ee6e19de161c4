'use client'
import { ErrorState } from '#components/ui/error-state.tsx'
import './globals.css'

/** Stands in for the root layout itself when that fails. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body className="font-sans antialiased">
        <main className="grid min-h-dvh place-items-center">
          <ErrorState
            title="Cairn could not start in this browser tab."
            message="Something went wrong on our side. Nothing was changed, and trying again is safe."
            onRetry={reset}
          />
        </main>
      </body>
    </html>
  )
}
