import type { RunStatus } from '#server/model/sync.ts'

/** What a run may become next. The one table; every statement that changes a status names its row here. */
export const transitions: Record<RunStatus, readonly RunStatus[]> = {
  planned: ['running', 'cancelled', 'failed'],
  running: [
    'planned',
    'cancelling',
    'waiting_for_approval',
    'succeeded',
    'suspicious',
    'partly_failed',
    'failed',
  ],
  // The last page may have been written before the request to stop was seen.
  cancelling: ['cancelled', 'waiting_for_approval', 'succeeded', 'suspicious', 'partly_failed', 'failed'],
  // Approved: what was approved is written by a worker. Refused, overtaken by a later run, or thrown away: over.
  waiting_for_approval: ['planned', 'cancelled'],
  succeeded: [],
  suspicious: [],
  partly_failed: [],
  failed: [],
  cancelled: [],
}

/** A run that a worker has or will have. Each kind of record of a connection has at most one (`sync_claim`). */
export const activeStatuses = ['planned', 'running', 'cancelling'] as const satisfies readonly RunStatus[]

/** Whether a worker has or will have this run; one that waits for a person is neither active nor over. */
export function isActive(status: RunStatus): boolean {
  return (activeStatuses as readonly RunStatus[]).includes(status)
}

/** The statuses from which a run may become `next`, for the WHERE of an UPDATE. */
export function before(next: RunStatus): RunStatus[] {
  return (Object.keys(transitions) as RunStatus[]).filter((status) => transitions[status].includes(next))
}
