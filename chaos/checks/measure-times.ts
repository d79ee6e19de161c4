import type { Entry } from '../history.ts'
import type { Attempt } from '../watch/watch-jobs.ts'

/** The end of each operation with its beginning. */
export type Done = { what: string; began: number; ended: number; known: boolean; detail: Entry['detail'] }

/** @returns operations that ended, in the order they began */
export function operationsIn(entries: readonly Entry[]): Done[] {
  const ends = new Map(entries.filter(({ type }) => type !== 'invoke').map((entry) => [entry.id, entry]))
  return entries
    .filter(({ type }) => type === 'invoke')
    .flatMap(({ id, what, at, detail }) => {
      const end = ends.get(id)
      return end
        ? [{ what, began: at, ended: end.at, known: end.type === 'ok', detail: { ...detail, ...end.detail } }]
        : []
    })
}

/**
 * For each job whose worker was lost: how long after that it was taken up again.
 * @param moments at which workers were killed or frozen; a job's is the first after its last sign of life
 * @returns milliseconds; null: it never was
 */
export function resumptions(attempts: readonly Attempt[], moments: readonly number[]): (number | null)[] {
  const byJob = new Map(attempts.map((attempt) => [`${attempt.job} ${attempt.number}`, attempt]))
  // Clocks of one machine, but the database rounds.
  const slackMs = 1_000
  return attempts
    .filter(({ lost }) => lost)
    .flatMap((attempt) => {
      const moment = moments.find((at) => at >= attempt.heardAt - slackMs)
      const next = byJob.get(`${attempt.job} ${attempt.number + 1}`)
      if (moment === undefined || (next && next.startedAt < moment)) return []
      return [next ? next.startedAt - moment : null]
    })
}

/** For each moment the database was back: milliseconds until the first job was done; null: none was. */
export function firstDone(backAt: readonly number[], doneAt: readonly number[]): (number | null)[] {
  return backAt.map((back) => {
    const first = doneAt.find((at) => at >= back)
    return first === undefined ? null : first - back
  })
}

/** The value below which that share of the values lies; null of none. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
}
