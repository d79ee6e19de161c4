import type { RunStatus } from '#server/model/sync.ts'

/** What a run may become next. The one table; every statement that changes a status names its row here. */
export const transitions: Record<RunStatus, readonly RunStatus[]> = {
  queued: ['running', 'cancelled', 'failed'],
  running: ['queued', 'cancelling', 'succeeded', 'partly_failed', 'failed'],
  // The last page may have been written before the request to stop was seen.
  cancelling: ['cancelled', 'succeeded', 'partly_failed', 'failed'],
  succeeded: [],
  partly_failed: [],
  failed: [],
  cancelled: [],
}

/** A run that is not over. A connection has at most one (index `sync_run_one_active`). */
export const activeStatuses = ['queued', 'running', 'cancelling'] as const satisfies readonly RunStatus[]

/** Whether a run with this status is not over yet. */
export function isActive(status: RunStatus): boolean {
  return transitions[status].length > 0
}

/** The statuses from which a run may become `next`, for the WHERE of an UPDATE. */
export function before(next: RunStatus): RunStatus[] {
  return (Object.keys(transitions) as RunStatus[]).filter((status) => transitions[status].includes(next))
}
