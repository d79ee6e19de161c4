import type { RunMode, SyncEntity } from '#server/model/sync.ts'
import type { ScheduleMode } from './rule.ts'

type Due = { id: string; connectionId: string; entity: SyncEntity; mode: ScheduleMode }

/** What is being read just now. */
export type ActiveRead = { connectionId: string; entity: SyncEntity; mode: RunMode }

/** One run to start. `schedules`: those it serves, also the ones whose weaker mode it makes needless. */
export type ChosenRun<T> = { connectionId: string; mode: ScheduleMode; schedules: T[] }

/** What reads more serves what would have read less. */
const strength: Record<RunMode, number> = { incremental: 0, full: 1, reconcile: 2, undo: 2 }

/**
 * What is to be started for schedules that are due together: of each entity the strongest reading, and one run for all
 * entities of a connection that are read the same way, so that the POS is signed in to once.
 * @returns the runs, and the schedules that wait because a weaker reading of the same entity is under way; one that
 *   meets an equal or stronger reading under way is served by that
 */
export function chooseRuns<T extends Due>(
  due: T[],
  active: ActiveRead[],
): { runs: ChosenRun<T>[]; later: Set<string> } {
  const key = ({ connectionId, entity }: { connectionId: string; entity: SyncEntity }) =>
    `${connectionId} ${entity}`
  const reading = new Map(active.map((read) => [key(read), strength[read.mode]]))
  const later = new Set(
    due.filter((one) => (reading.get(key(one)) ?? Infinity) < strength[one.mode]).map(({ id }) => id),
  )
  const free = due.filter((one) => !reading.has(key(one)))
  const runs = new Map<string, ChosenRun<T>>()
  for (const sameEntity of Map.groupBy(free, key).values()) {
    const strongest = sameEntity.reduce((best, one) =>
      strength[one.mode] > strength[best.mode] ? one : best,
    )
    const { connectionId, mode } = strongest
    const run = runs.get(`${connectionId} ${mode}`) ?? { connectionId, mode, schedules: [] }
    run.schedules.push(...sameEntity)
    runs.set(`${connectionId} ${mode}`, run)
  }
  return { runs: [...runs.values()], later }
}
