import type { SyncEntity, SyncPhase } from '#server/model/sync.ts'
import type { RunEnd } from './end-run.ts'

/** Below this a share says little: one of two records may well be broken. */
const smallList = 10

/**
 * What a run that came to its end comes to: entities that failed while others went on make it partly failed, and a
 * result that looks wrong makes it suspicious. One that waits for a person, or found something worse, stays as it is.
 * @param full the entities that were read whole: only there the POS's own total is held against what it sent
 */
export function concludeRun(end: RunEnd, phases: SyncPhase[], full: ReadonlySet<SyncEntity>): RunEnd {
  if (end.status !== 'succeeded' && end.status !== 'suspicious') return end
  const failed = phases.flatMap(({ entity, error }) => (error === null ? [] : [`${entity}: ${error}`]))
  if (failed.length > 0) {
    const status = phases.some((phase) => phase.status === 'done') ? 'partly_failed' : 'failed'
    const message = [`Not read to the end: ${failed.join(' ')}`, end.errorMessage ?? ''].join(' ').trim()
    return {
      status,
      errorKind: 'entity_failed',
      errorMessage: message,
      attention: end.attention ?? undefined,
    }
  }
  if (end.status === 'suspicious') return end
  const doubts = phases.flatMap((phase) => doubtsOf(phase, full.has(phase.entity)))
  if (doubts.length === 0) return end
  const message = `${doubts.join(' ')} What came is taken over; look at the POS, or start a full sync.`
  return { status: 'suspicious', errorKind: 'suspicious', errorMessage: message, attention: undefined }
}

function doubtsOf({ entity, total, read, failed, status }: SyncPhase, full: boolean): string[] {
  if (status !== 'done') return []
  const doubts: string[] = []
  if (full && total !== null && total > 0 && read === 0) {
    doubts.push(`The POS says it has ${total} ${entity} but sent none.`)
  } else if (full && total !== null && total >= smallList && read < total / 2) {
    doubts.push(`The POS says it has ${total} ${entity} but sent only ${read}.`)
  }
  if (read >= smallList && failed > read / 2) {
    doubts.push(`${failed} of ${read} ${entity} could not be taken over.`)
  }
  return doubts
}
