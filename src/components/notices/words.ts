import type { Tone } from '#components/ui/badge.tsx'
import type { Outputs } from '#trpc/types.ts'

export type NoticeRow = Outputs['notices']['list']['rows'][number]
export type NoticeView = Outputs['notices']['get']
export type NoticeSetup = Outputs['notices']['setup']
/** How a vendor sends notices. */
export type Webhooks = NonNullable<NoticeSetup['webhooks']>
export type NoticeState = NoticeRow['state']
export type NoticeOrigin = NoticeRow['origin']

/** In the order in which they are shown: what needs somebody, what is to be done, what is done. */
export const stateWords: Record<NoticeState, string> = {
  dead: 'Could not be applied',
  waiting: 'Tried again soon',
  received: 'To do',
  applied: 'Applied',
  unchanged: 'Nothing new',
  ignored: 'Ignored',
}

export const noticeStates = Object.keys(stateWords) as NoticeState[]

export const stateTones: Record<NoticeState, Tone> = {
  dead: 'failing',
  waiting: 'attention',
  received: 'waiting',
  applied: 'good',
  unchanged: 'paused',
  ignored: 'paused',
}

export const originWords: Record<NoticeOrigin, string> = {
  vendor: 'Sent by the POS',
  poll: 'Found by polling',
  test: 'Test',
  replay: 'Replay',
}

export const noticeOrigins = Object.keys(originWords) as NoticeOrigin[]

const refusals: Record<string, string> = {
  signature: 'wrong or no signature',
  too_large: 'too large',
  unreadable: 'not readable',
}

/** "12 turned away: wrong or no signature". */
export const refusalWords = (reason: string) => refusals[reason] ?? reason.replaceAll('_', ' ')

const outcomes: Record<string, string> = {
  created: 'Came in',
  updated: 'Changed',
  removed: 'Removed',
  erased: 'Erased, as asked for',
  sync: 'A sync reads what changed',
  unchanged: 'Nothing new',
  remapped: 'Nothing new; mapped again',
  stale: 'Older than what is known, left alone',
  failed: 'Could not be taken over',
  dropped: 'Of an erased person, not kept',
}

/** What became of one record. */
export const outcomeWords = (outcome: string) => outcomes[outcome] ?? outcome.replaceAll('_', ' ')

const events: Record<string, string> = {
  created: 'came in',
  changed: 'changed',
  removed: 'was removed',
  deleted: 'was removed',
}

/** "inventory.changed" → "Inventory changed". */
export function eventWords(type: string): string {
  const [noun = '', verb = ''] = type.split('.')
  const words = `${noun.replaceAll('_', ' ')} ${events[verb] ?? verb.replaceAll('_', ' ')}`
  return words.charAt(0).toUpperCase() + words.slice(1)
}
