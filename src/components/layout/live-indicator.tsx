'use client'
import { Radio, Unplug } from 'lucide-react'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { clockTime } from '#lib/time.ts'
import { useLiveState } from '#trpc/live-updates.tsx'

/** Whether changes arrive by themselves; since when not. */
export function LiveIndicator() {
  const { connected, since } = useLiveState()
  const connecting = !connected && since === null
  const words = connected
    ? 'Live'
    : connecting
      ? 'Connecting'
      : `Not live since ${since === null ? '' : clockTime(since)}`
  const explanation = connected
    ? 'Changes appear here by themselves.'
    : connecting
      ? 'Opening the live stream.'
      : 'What you see may be out of date. Cairn keeps trying to reconnect; reloading the page reads everything again.'
  return (
    <Tooltip text={explanation}>
      <button
        type="button"
        className="inline-flex h-8 items-center gap-1.5 rounded-control px-1.5 text-dense text-ink-muted [&_svg]:size-3.5"
      >
        {connected ? (
          <Radio aria-hidden className="text-good" />
        ) : (
          <Unplug aria-hidden className={connecting ? '' : 'text-attention'} />
        )}
        <span
          role="status"
          className={connected || connecting ? 'max-lg:sr-only' : 'text-attention max-md:sr-only'}
        >
          {words}
        </span>
      </button>
    </Tooltip>
  )
}
