import { Ban, CircleCheck, CircleX, Clock, Hand, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { count } from '#lib/numbers.ts'
import type { RunStatus } from '#server/model/sync.ts'
import { Badge, type Tone } from './badge.tsx'
import { Spinner } from './spinner.tsx'

const looks: Record<RunStatus, { tone: Tone; word: string; icon: ReactNode }> = {
  planned: { tone: 'waiting', word: 'Planned', icon: <Clock aria-hidden /> },
  running: { tone: 'waiting', word: 'Running', icon: <Spinner /> },
  cancelling: { tone: 'paused', word: 'Cancelling', icon: <Spinner /> },
  waiting_for_approval: { tone: 'attention', word: 'Waiting for approval', icon: <Hand aria-hidden /> },
  succeeded: { tone: 'good', word: 'Succeeded', icon: <CircleCheck aria-hidden /> },
  suspicious: { tone: 'attention', word: 'Succeeded, but suspicious', icon: <TriangleAlert aria-hidden /> },
  partly_failed: { tone: 'attention', word: 'Partly failed', icon: <TriangleAlert aria-hidden /> },
  failed: { tone: 'failing', word: 'Failed', icon: <CircleX aria-hidden /> },
  cancelled: { tone: 'paused', word: 'Cancelled', icon: <Ban aria-hidden /> },
}

/** State of a sync run. `failed`: how many records it could not take over, which "Succeeded" alone would hide. */
export function RunStatusBadge({ status, failed = 0 }: { status: RunStatus; failed?: number }) {
  const partly = status === 'succeeded' && failed > 0
  const look = partly ? { ...looks.partly_failed, word: `Succeeded, ${count(failed)} failed` } : looks[status]
  return (
    <Badge tone={look.tone} icon={look.icon}>
      {look.word}
    </Badge>
  )
}
