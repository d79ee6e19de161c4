import { counted } from '#lib/numbers.ts'
import { duration } from '#lib/time.ts'

type Counted = { changed: number; missed: number }

/** "0.4 %", "12 %"; a dash when nothing changed. */
export function shareMissed({ changed, missed }: Counted): string {
  if (changed === 0) return '—'
  const share = (missed / changed) * 100
  return `${share === 0 || share >= 10 ? Math.round(share) : share.toFixed(1)} %`
}

/** "2 of 540 changes". */
export const missedWords = ({ changed, missed }: Counted) =>
  changed === 0
    ? 'Nothing compared yet'
    : `${missed.toLocaleString('en-US')} of ${counted(changed, 'change')}`

/** A delay, or a dash where nothing was measured. */
export const delayWords = (milliseconds: number | null) =>
  milliseconds === null ? '—' : duration(Math.max(0, milliseconds))
