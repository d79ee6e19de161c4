import type { ReactNode } from 'react'
import { count, counted } from '#lib/numbers.ts'
import { countOf, type Summary } from './words.ts'

/** What happened, why it stopped, and what each choice does. */
export function decisionWords(summary: Summary, status: string): { title: string; text: ReactNode } | null {
  const { mode, dry, reason, approvedAt } = summary
  const overtaken = countOf(summary, 'overtaken')
  if (status === 'waiting_for_approval') return waitingWords(summary, overtaken)
  if (reason === 'superseded')
    return {
      title: 'A newer sync has taken its place',
      text: 'Nothing of this difference was written. Decide on the newer sync; this one is kept to be looked at.',
    }
  if (reason === 'refused')
    return {
      title: 'Everything was refused',
      text: 'Nothing was written. The same versions are not taken in until the POS says something else.',
    }
  if (reason === 'discarded')
    return {
      title: 'The difference was thrown away',
      text: 'Nothing was written. The next sync looks again.',
    }
  if (approvedAt !== null)
    return {
      title: `${counted(summary.chosen, 'change was', 'changes were')} approved`,
      text: (
        <>
          {count(countOf(summary, 'applied'))} written
          {countOf(summary, 'refused') > 0 && `, ${count(countOf(summary, 'refused'))} refused`}
          {overtaken > 0 && `, ${count(overtaken)} left alone because they had changed since`}.
        </>
      ),
    }
  if (dry && countOf(summary, 'staged') === 0)
    return {
      title: 'Nothing would change',
      text: 'This sync was tried without writing; what is stored is what the POS says.',
    }
  if (mode === 'undo' && overtaken > 0)
    return { title: 'Nothing was left to undo', text: 'Everything it changed has changed again since.' }
  return null
}

function waitingWords({ mode, dry }: Summary, overtaken: number) {
  if (mode === 'undo')
    return {
      title: 'This is what undoing would write',
      text: (
        <>
          Each record becomes the version before. The versions undone are remembered, so that the next sync
          does not bring them straight back.{' '}
          {overtaken > 0 &&
            `${counted(overtaken, 'record has', 'records have')} changed again since and ${overtaken === 1 ? 'is' : 'are'} left alone.`}
        </>
      ),
    }
  if (dry)
    return {
      title: 'Tried without writing',
      text: 'This is what the sync would change. Write all of it, or only what you select; the rest is left as it is, and the next ordinary sync takes it in.',
    }
  return {
    title: 'Stopped before anything was written',
    text: 'It would change more than this connection’s limits allow unasked. Approve what is right. What you do not approve is refused: the same version is not taken in until the POS says something else. Discard to let the next sync look again.',
  }
}
