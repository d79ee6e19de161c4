import type { LeftOutNames } from '#server/ingest/left-out-names.ts'
import type { SyncEntity, SyncPhase } from '#server/model/sync.ts'
import type { RunEnd } from './end-run.ts'

/** Below this a share says little: one of two records may well be broken. */
const smallList = 10

/** Why a run is partly failed though it read everything to its end: the POS could not hand out some records. */
export const recordsLeftOut = 'records_left_out'

/**
 * What a run that came to its end comes to: entities that failed while others went on make it partly failed, and so do
 * records the POS could not hand out; a result that looks wrong makes it suspicious. One that waits for a person, or found something worse, stays as it is.
 * @param leftOut the records the POS could not hand out, by name
 * @param full the entities that were read whole: only there the POS's own total is held against what it sent
 */
export function concludeRun(
  end: RunEnd,
  phases: SyncPhase[],
  full: ReadonlySet<SyncEntity>,
  leftOut: LeftOutNames = [],
): RunEnd {
  if (end.status !== 'succeeded' && end.status !== 'suspicious') return end
  const failed = phases.flatMap(({ entity, error }) => (error === null ? [] : [`${entity}: ${error}`]))
  if (failed.length > 0) {
    const status = phases.some((phase) => phase.status === 'done') ? 'partly_failed' : 'failed'
    const message = [
      `Not read to the end: ${failed.join(' ')}`,
      leftOutWords(leftOut),
      end.errorMessage ?? '',
    ]
      .filter((part) => part !== '')
      .join(' ')
    return {
      status,
      errorKind: 'entity_failed',
      errorMessage: message,
      attention: end.attention ?? undefined,
    }
  }
  if (end.status === 'suspicious') return end
  const doubts = phases.flatMap((phase) => doubtsOf(phase, full.has(phase.entity)))
  const missing = leftOutWords(leftOut)
  if (doubts.length === 0 && missing === '') return end
  if (doubts.length === 0) {
    return { ...end, status: 'partly_failed', errorKind: recordsLeftOut, errorMessage: missing }
  }
  const message = `${doubts.join(' ')} ${missing === '' ? '' : `${missing} `}What came is taken over; look at the POS, or start a full sync.`
  return { status: 'suspicious', errorKind: 'suspicious', errorMessage: message, attention: undefined }
}

function leftOutWords(leftOut: LeftOutNames): string {
  if (leftOut.length === 0) return ''
  const named = leftOut.map(({ entity, names }) => `${entity}: ${names.join(', ')}`).join('; ')
  return `Left out, because the POS answers with an error whenever asked for it: ${named}. Everything around it was read.`
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
