import type { PoolClient } from 'pg'
import type { RecordOutcome } from '#server/ingest/types.ts'
import type { SyncEntity } from '#server/model/sync.ts'

/** What a delivery did to one record. `sync`: what changed of this kind is being read. */
export type Effect = {
  entity: SyncEntity
  sourceId: string
  outcome: RecordOutcome | 'removed' | 'erased' | 'sync'
}

/**
 * How far a delivery has come. `waiting`: to be tried again; `counted` when this try was one of those after which it is
 * given up.
 */
export type Verdict =
  | { state: 'applied' | 'unchanged'; effects: Effect[] }
  | { state: 'ignored' | 'dead'; effects: Effect[]; errorKind: string; errorMessage: string }
  | {
      state: 'waiting'
      nextAttemptAt: Date
      counted: boolean
      errorKind: string | null
      errorMessage: string | null
    }

const changing: ReadonlySet<Effect['outcome']> = new Set(['created', 'updated', 'removed', 'erased', 'sync'])

/** What a delivery has come to, by what became of its records. */
export function verdictOf(effects: Effect[]): Verdict {
  if (effects.some(({ outcome }) => changing.has(outcome))) return { state: 'applied', effects }
  if (!effects.some(({ outcome }) => outcome === 'failed')) return { state: 'unchanged', effects }
  return {
    state: 'dead',
    effects,
    errorKind: 'record_refused',
    errorMessage:
      'The record could not be taken in; its open issue says why. The last good version stays. Correct it at the POS, ' +
      'or replay this delivery once the mapping is mended.',
  }
}

/** Writes how far deliveries have come, in one statement. */
export async function saveVerdicts(tx: PoolClient, verdicts: ReadonlyMap<string, Verdict>): Promise<void> {
  if (verdicts.size === 0) return
  const rows = [...verdicts].map(([id, verdict]) => ({
    id,
    state: verdict.state,
    effects: verdict.state === 'waiting' ? null : JSON.stringify(verdict.effects),
    counted: verdict.state === 'waiting' && !verdict.counted ? 0 : 1,
    at: verdict.state === 'waiting' ? verdict.nextAttemptAt : null,
    kind: 'errorKind' in verdict ? verdict.errorKind : null,
    message: 'errorMessage' in verdict ? verdict.errorMessage : null,
  }))
  await tx.query(
    `UPDATE webhook_delivery d SET
            state = i.state, attempts = d.attempts + i.counted, next_attempt_at = i.at, error_kind = i.kind,
            error_message = i.message, effects = coalesce(i.effects::jsonb, d.effects),
            processed_at = CASE WHEN i.state = 'waiting' THEN NULL ELSE clock_timestamp() END
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::timestamptz[], $6::text[], $7::text[])
         AS i(id, state, effects, counted, at, kind, message)
      WHERE d.id = i.id`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.state),
      rows.map((row) => row.effects),
      rows.map((row) => row.counted),
      rows.map((row) => row.at),
      rows.map((row) => row.kind),
      rows.map((row) => row.message),
    ],
  )
}
