import type { Evidence } from './evidence.ts'
import type { Done } from './measure-times.ts'

/** Calls that were refused because there were more than the vendor allows, as the vendor counts them. */
export function checkBudgets({ calls }: Pick<Evidence, 'calls'>): string[] {
  return [...calls].flatMap(([vendor, own]) =>
    own
      .filter(({ status, fault }) => status === 429 && fault === null)
      .map(({ at, path }) => `${vendor} was called above its budget at ${at}: ${path}`),
  )
}

/** A stretch of time, in epoch ms. */
export type Span = { from: number; to: number }

/** How long a process goes on with a line on which nobody answers: `query_timeout` of the pool (`create-pool.ts`). */
const silentMs = 35_000
/** Between an answer's arrival and the moment all know of the pause it asks for. */
const passingOnMs = 2_000

/**
 * When a 429 may have gone unheard: its line was cut, whoever read it ended or stood still, or it could not be passed on
 * through the database. No program can heed what it was not told.
 */
export function deafSpans(operations: readonly Done[]): Span[] {
  return operations.flatMap(({ what, began, ended }) => {
    const from = began - passingOnMs
    const to = ended + passingOnMs
    switch (what) {
      case 'worker frozen past its lease':
        return [{ from, to: began + passingOnMs }]
      case 'worker told to stop':
        return [{ from: ended - passingOnMs, to }]
      case 'database gone without a word':
        return [{ from, to: ended + silentMs }]
      case 'database line slow':
      case 'POS line slow':
        return []
      default:
        return /^(worker|database|POS line) /.test(what) ? [{ from, to }] : []
    }
  })
}

/** `excused`: early calls after a 429 that may have gone unheard. */
export type EarlyCalls = { problems: string[]; heard: number; unheard: number; excused: number }

/**
 * Calls that came before the vendor's Retry-After was over.
 * @param patience.retryAfterMs what every 429 asked for
 * @param patience.graceMs what was on its way when the 429 was said may still arrive for so long
 * @param deaf 429s said then are counted and not judged
 */
export function checkRetryAfter(
  { calls }: Pick<Evidence, 'calls'>,
  patience: { retryAfterMs: number; graceMs: number },
  deaf: readonly Span[],
): EarlyCalls {
  const early: EarlyCalls = { problems: [], heard: 0, unheard: 0, excused: 0 }
  for (const [vendor, own] of calls) {
    // Where calls aren't counted by key, the path begins with the shop.
    const shared = Map.groupBy(own, ({ budget, path }) => budget ?? path.split('?')[0])
    for (const sharing of shared.values()) {
      const said = sharing.filter(({ status }) => status === 429).map((call) => Date.parse(call.at) + call.ms)
      const heard = said.filter((at) => !deaf.some(({ from, to }) => at >= from && at <= to))
      early.heard += heard.length
      early.unheard += said.length - heard.length
      for (const call of sharing) {
        const at = Date.parse(call.at)
        const isEarly = (each: number) => at > each + patience.graceMs && at < each + patience.retryAfterMs
        const block = heard.find(isEarly)
        if (block === undefined) early.excused += said.some(isEarly) ? 1 : 0
        else
          early.problems.push(
            `${vendor} was called ${((at - block) / 1000).toFixed(1)} s after a 429 at ${new Date(block).toISOString()}: ${call.path}`,
          )
      }
    }
  }
  return early
}
