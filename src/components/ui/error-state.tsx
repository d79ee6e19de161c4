'use client'
import { CircleX, RotateCw } from 'lucide-react'
import { Button } from './button.tsx'

/** What could not be shown, why as far as known, and a way to try again. */
export function ErrorState({
  title,
  message,
  onRetry,
  busy = false,
}: {
  /** "The catalogue could not be loaded." */
  title: string
  message?: string | undefined
  onRetry?: (() => void) | undefined
  busy?: boolean
}) {
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <CircleX aria-hidden className="mb-1 size-6 text-failing" />
      <p className="font-medium">{title}</p>
      {message !== undefined && <p className="max-w-[60ch] text-ink-muted">{message}</p>}
      {onRetry !== undefined && (
        <Button className="mt-2" icon={<RotateCw />} onClick={onRetry} busy={busy}>
          Try again
        </Button>
      )}
    </div>
  )
}
