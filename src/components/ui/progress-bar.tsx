'use client'
import { Progress } from '@base-ui/react/progress'
import type { ReactNode } from 'react'

type ProgressBarProps = {
  /** What is being done: "Reading products". */
  label: string
  /** Done so far, and of how much; `total` null while nobody knows. */
  value: number
  total: number | null
  /** Pace and time left. */
  detail?: ReactNode
}

/** How far something long has come. Determinate as soon as a total is known. */
export function ProgressBar({ label, value, total, detail }: ProgressBarProps) {
  const known = total !== null && total > 0
  return (
    <Progress.Root
      value={known ? Math.min(value, total) : null}
      max={known ? total : 100}
      className="flex flex-col gap-1.5"
      getAriaValueText={() => (known ? `${value} of ${total}` : `${value} so far`)}
    >
      <div className="flex items-baseline justify-between gap-3 text-dense">
        <Progress.Label className="font-medium">{label}</Progress.Label>
        <span className="tabular text-ink-muted">
          {value.toLocaleString('en-US')}
          {known ? ` of ${total.toLocaleString('en-US')}` : ''}
        </span>
      </div>
      <Progress.Track className="h-1.5 overflow-hidden rounded-full bg-pressed">
        <Progress.Indicator className="h-full rounded-full bg-accent transition-[width] data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
      </Progress.Track>
      {detail !== undefined && <div className="tabular text-xs text-ink-muted">{detail}</div>}
    </Progress.Root>
  )
}
