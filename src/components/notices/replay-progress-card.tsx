'use client'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useCallback } from 'react'
import { Card } from '#components/ui/card.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { ProgressBar } from '#components/ui/progress-bar.tsx'
import { counted } from '#lib/numbers.ts'
import { clockTime, duration } from '#lib/time.ts'
import { useTRPC } from '#trpc/client.ts'
import { noticeStates, stateWords } from './words.ts'

const lookEveryMs = 1_000

type ProgressProps = { replayId: string; timeZone: string; onClose: () => void }

/** How far a replay has come, and at its end what came of it. */
export function ReplayProgressCard({ replayId, timeZone, onClose }: ProgressProps) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.notices.replayProgress.queryOptions(
      { id: replayId },
      { refetchInterval: (query) => (query.state.data?.endedAt ? false : lookEveryMs) },
    ),
  )
  // It was asked for further down the page.
  const reveal = useCallback((card: HTMLDivElement | null) => card?.scrollIntoView({ block: 'nearest' }), [])
  if (data === undefined || data.startedAt === null) return null
  const { total, counts, startedAt, endedAt } = data
  const open = (counts.received ?? 0) + (counts.waiting ?? 0)
  const outcome = noticeStates
    .flatMap((state) => (counts[state] ? [`${stateWords[state].toLowerCase()} ${counts[state]}`] : []))
    .join(' · ')
  return (
    <div ref={reveal} className="scroll-mt-20">
      <Card
        title={endedAt === null ? 'Replay in hand' : `Replayed ${counted(total, 'delivery', 'deliveries')}`}
        description={`Started at ${clockTime(startedAt, timeZone)}`}
        actions={<IconButton label="Close" icon={<X />} onClick={onClose} />}
      >
        {endedAt === null ? (
          <ProgressBar label="Working on deliveries" value={total - open} total={total} detail={outcome} />
        ) : (
          <p role="status">
            Done in {duration(Math.max(0, endedAt.getTime() - startedAt.getTime()))}: {outcome}.
          </p>
        )}
      </Card>
    </div>
  )
}
