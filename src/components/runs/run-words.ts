import { entityWords } from '#lib/entity-words.ts'
import type { RunMode, RunStatus, SyncEntity } from '#server/model/sync.ts'
import type { Outputs } from '#trpc/types.ts'

/** What screens call the states of a run. */
export const runStatusLabels: Record<RunStatus, string> = {
  planned: 'Planned',
  running: 'Running',
  cancelling: 'Cancelling',
  waiting_for_approval: 'Waiting for approval',
  succeeded: 'Succeeded',
  suspicious: 'Succeeded, but suspicious',
  partly_failed: 'Partly failed',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

export const runStatusNames = Object.keys(runStatusLabels) as RunStatus[]

/** What screens call the kinds of runs. */
export const runModeLabels: Record<RunMode, string> = {
  full: 'Everything',
  incremental: 'Changes',
  reconcile: 'Comparison with notices',
  undo: 'Undo',
}

/** What a run is called at the head of its page. */
export function runTitle({ mode, dry }: { mode: RunMode; dry: boolean }): string {
  const title = {
    full: 'Full sync',
    incremental: 'Sync of changes',
    reconcile: 'Comparison with notices',
    undo: 'Undo of a sync',
  }[mode]
  return dry ? `${title}, dry` : title
}

/** Who or what started a run. */
export const triggerWords: Record<Outputs['runs']['get']['trigger'], string> = {
  first: 'Set-up',
  schedule: 'Schedule',
  notice: 'A notice',
  person: 'A person',
}

/** What is said once a sync was asked for: that it was started, that another does it, or what of it another does. */
export function startedWords(
  started: { alreadyRunning: boolean; entities: readonly SyncEntity[] },
  wanted: readonly SyncEntity[],
): { title: string; description?: string } {
  if (started.alreadyRunning)
    return { title: 'This is being read already', description: 'Another sync does it.' }
  const missed = wanted.filter((entity) => !started.entities.includes(entity))
  if (missed.length === 0) return { title: 'The sync was started' }
  const names = missed.map((entity) => entityWords[entity].label.toLowerCase()).join(', ')
  return { title: 'The sync was started', description: `Another sync is reading ${names} already.` }
}
