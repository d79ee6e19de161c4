import type { RunStatus, SyncPhase } from '#server/model/sync.ts'
import { isActive } from './run-status.ts'

/**
 * How fast a run goes and how long it will take, from its counts alone; null where that can't be told.
 * @param now same clock as the phases' times
 */
export function describeRun(
  run: { status: RunStatus; phases: SyncPhase[] },
  now: Date,
): { recordsPerSecond: number | null; secondsLeft: number | null } {
  let read = 0
  let seconds = 0
  for (const phase of run.phases) {
    if (!phase.startedAt) continue
    const end = phase.endedAt ? new Date(phase.endedAt) : now
    read += phase.read
    seconds += Math.max(0, (end.getTime() - new Date(phase.startedAt).getTime()) / 1000)
  }
  const recordsPerSecond = read > 0 && seconds > 0 ? read / seconds : null
  return {
    recordsPerSecond,
    secondsLeft: isActive(run.status) ? secondsLeft(run.phases, recordsPerSecond) : null,
  }
}

/** Phases not begun count as large as the largest known total: stock and batches follow the products. */
function secondsLeft(phases: SyncPhase[], recordsPerSecond: number | null): number | null {
  const largest = Math.max(...phases.map((phase) => phase.total ?? 0))
  if (recordsPerSecond === null || largest === 0) return null
  let left = 0
  for (const phase of phases) {
    if (phase.status === 'waiting') left += largest
    if (phase.status === 'running') left += Math.max(0, (phase.total ?? largest) - phase.read)
  }
  return Math.ceil(left / recordsPerSecond)
}
