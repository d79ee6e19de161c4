import { CircleCheck, CircleHelp, CirclePause, CircleX, Hourglass, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge, type Tone } from './badge.tsx'

const looks: Record<Tone, { icon: ReactNode; word: string }> = {
  good: { icon: <CircleCheck aria-hidden />, word: 'Good' },
  attention: { icon: <TriangleAlert aria-hidden />, word: 'Attention' },
  failing: { icon: <CircleX aria-hidden />, word: 'Failing' },
  paused: { icon: <CirclePause aria-hidden />, word: 'Paused' },
  waiting: { icon: <Hourglass aria-hidden />, word: 'Waiting' },
  unknown: { icon: <CircleHelp aria-hidden />, word: 'Unknown' },
}

/** Icon, word and colour of a state. `word` replaces the usual one ("Refused" for failing …). */
export function StatusBadge({ status, word }: { status: Tone; word?: string | undefined }) {
  const look = looks[status]
  return (
    <Badge tone={status} icon={look.icon}>
      {word ?? look.word}
    </Badge>
  )
}
