import type { RunMode, RunStatus, SyncEntity, SyncPhase } from '#server/model/sync.ts'
import { recordsLeftOut } from './conclude-run.ts'

const endedWithWorkLeft: readonly RunStatus[] = ['failed', 'partly_failed', 'cancelled']

/** How a difference that waited for a person ended (`changes/end-waiting.ts`): decided, not failed. */
const decided: readonly (string | null)[] = ['superseded', 'refused', 'discarded']

/**
 * What a run that is over did not get done, and another may try again: the kinds of record that failed, were cancelled
 * or never had their turn, and those of which records were left out.
 * @returns null when there is nothing to try again; none when it is all the connection reads
 */
export function leftUndone(run: {
  status: RunStatus
  mode: RunMode
  errorKind: string | null
  entities: readonly SyncEntity[]
  phases: readonly Pick<SyncPhase, 'entity' | 'status' | 'failed'>[]
}): SyncEntity[] | null {
  const { status, mode, errorKind, entities, phases } = run
  if (!endedWithWorkLeft.includes(status) || mode === 'undo' || decided.includes(errorKind)) return null
  // It ended before it knew its phases.
  if (phases.length === 0) return [...entities]
  const missing = errorKind === recordsLeftOut
  const left = phases
    .filter((phase) => phase.status !== 'done' || (missing && phase.failed > 0))
    .map(({ entity }) => entity)
  return left.length > 0 ? left : null
}
