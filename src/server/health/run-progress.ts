import type { RunStatus, SyncPhase } from '#server/model/sync.ts'

/** Enough pages to even out a slow one, few enough to follow a change of pace. */
const window = 10

/**
 * The pace of a running sync and how long its present phase will still take.
 * @param pages oldest first; only the present phase's newest count
 * @returns nulls when it does not run, or has no page yet, or the POS does not say how many records there are
 */
export function estimateProgress(
  status: RunStatus,
  phases: readonly SyncPhase[],
  pages: readonly { entity: string; read: number; fetchMs: number; writeMs: number }[],
): { recordsPerSecond: number | null; secondsLeft: number | null } {
  const present = phases.find((phase) => phase.status === 'running')
  if (status !== 'running' || !present) return { recordsPerSecond: null, secondsLeft: null }
  const recent = pages.filter((page) => page.entity === present.entity).slice(-window)
  const milliseconds = recent.reduce((sum, page) => sum + page.fetchMs + page.writeMs, 0)
  if (milliseconds === 0) return { recordsPerSecond: null, secondsLeft: null }
  const recordsPerSecond = (recent.reduce((sum, page) => sum + page.read, 0) * 1000) / milliseconds
  const left = present.total === null ? null : Math.max(0, present.total - present.read)
  return {
    recordsPerSecond,
    secondsLeft: left === null || recordsPerSecond === 0 ? null : Math.ceil(left / recordsPerSecond),
  }
}
