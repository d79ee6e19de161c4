import clsx from 'clsx'
import type { ReactNode } from 'react'

export type Tone = 'good' | 'attention' | 'failing' | 'paused' | 'waiting' | 'unknown'

const tones: Record<Tone, string> = {
  good: 'border-good-line bg-good-soft text-good',
  attention: 'border-attention-line bg-attention-soft text-attention',
  failing: 'border-failing-line bg-failing-soft text-failing',
  paused: 'border-paused-line bg-paused-soft text-paused',
  waiting: 'border-waiting-line bg-waiting-soft text-waiting',
  unknown: 'border-unknown-line bg-unknown-soft text-unknown',
}

/** A word about a thing. `tone` only together with an icon: colour alone says nothing. */
export function Badge({
  tone = 'paused',
  icon,
  children,
}: {
  tone?: Tone
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 items-center align-middle gap-1 rounded-full border px-2 text-xs font-medium whitespace-nowrap [&_svg]:size-3',
        tones[tone],
      )}
    >
      {icon}
      {children}
    </span>
  )
}
