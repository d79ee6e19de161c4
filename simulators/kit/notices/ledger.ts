import type { SentNotice } from './types.ts'

/** Enough for what a test bench asks about; the oldest finished ones are forgotten. */
const kept = 20_000

export type NoticeCounts = Record<SentNotice['state'], number> & {
  total: number
  forged: number
  tries: number
}

/** Bodies of older ones are let go. */
const keptWhole = 2000

/** Every notice there was, with what became of it. */
export type NoticeLedger = {
  add(notice: Omit<SentNotice, 'number'>): SentNotice
  /** Those numbered above `after`, oldest first. */
  list(after: number, limit: number): SentNotice[]
  latest(limit: number): SentNotice[]
  waiting(): SentNotice[]
  counts(): NoticeCounts
  save(): SentNotice[]
}

export function createNoticeLedger(saved: readonly SentNotice[]): NoticeLedger {
  let notices: SentNotice[] = [...saved]
  let number = saved.at(-1)?.number ?? 0
  return {
    add(notice) {
      number += 1
      const added = { ...notice, number }
      notices.push(added)
      const old = notices.at(-keptWhole)
      if (old !== undefined && old.state !== 'waiting') old.body = ''
      if (notices.length > kept * 1.1) {
        const first = notices.length - kept
        notices = notices.filter(({ state }, index) => index >= first || state === 'waiting')
      }
      return added
    },
    list: (after, limit) => notices.filter((one) => one.number > after).slice(0, limit),
    latest: (limit) => notices.slice(-limit).reverse(),
    waiting: () => notices.filter(({ state }) => state === 'waiting'),
    counts() {
      const counts = { total: 0, forged: 0, tries: 0, waiting: 0, delivered: 0, failed: 0, dropped: 0 }
      for (const { state, forged, tries } of notices) {
        counts.total += 1
        counts.tries += tries.length
        if (forged !== null) counts.forged += 1
        else counts[state] += 1
      }
      return counts
    },
    // Finished ones are for looking at; a few of them will do.
    save: () => notices.filter(({ state, number: each }) => state === 'waiting' || each > number - 1000),
  }
}
