import clsx from 'clsx'
import { range } from '#lib/range.ts'

/** Holds the place of what is being loaded. Give it the size of what will come. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return (
    <div
      aria-hidden
      className={clsx('animate-pulse rounded-control bg-pressed', className ?? 'h-4 w-full')}
    />
  )
}

/** Several lines of text to come. */
export function SkeletonText({ lines = 3 }: { lines?: number }) {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-3 py-1">
      {range(lines).map((line) => (
        <Skeleton key={line} className={clsx('h-3.5', line % 3 === 2 ? 'w-2/3' : 'w-full')} />
      ))}
    </div>
  )
}
