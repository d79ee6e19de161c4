import type { Pool } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import { ingestWaiting } from '#server/ingest/ingest-waiting.ts'
import type { Mapping } from '#server/ingest/types.ts'
import type { Clock } from '#server/lib/clock.ts'
import { type SyncEntity, type SyncPhase, syncEntities } from '#server/model/sync.ts'
import { changePhase } from '../change-phase.ts'
import type { ClaimedRun } from '../claim-run.ts'
import type { RunEnd } from '../end-run.ts'
import { type Judgement, wordsOf } from './guard.ts'
import { judgeRun } from './judge-run.ts'
import { writeChanges } from './write-changes.ts'

/**
 * After everything is read: writes what the run has staged when the guard finds it usual or a person has approved it,
 * else lets the run wait with its whole difference, nothing of it written.
 * @param read what the run was to read; `empty`: of which the POS sent nothing though there was something
 * @throws {LeaseLostError | RunCancelledError} see `holdRun`
 */
export async function settleChanges(
  pool: Pool,
  run: ClaimedRun,
  mapping: Mapping,
  { read, empty }: { read: SyncEntity[]; empty: SyncEntity[] },
  clock: Clock,
): Promise<RunEnd> {
  const { phases, approved } = await loadState(pool, run.id)
  const staged = syncEntities.filter((entity) =>
    phases.some((phase) => phase.entity === entity && phase.step === 'write'),
  )
  const looks = run.dry || run.mode === 'undo'
  if (staged.length > 0 && !approved) {
    const judgement = await judgeRun(pool, run)
    if (judgement.stopped || looks) return waiting(run, judgement)
  }
  const rules = { chosen: approved, refusing: run.mode === 'undo' }
  for (const entity of read) {
    if (staged.includes(entity)) {
      await writeChanges(pool, run, entity, rules, mapping)
      await inTransaction((tx) => changePhase(tx, run, entity, (phase) => done(phase, clock.now())), pool)
    }
    // What waited for a product is taken up with it, also when another run reads stock or none does.
    if (entity === 'products' && (approved || !looks)) await ingestAllWaiting(pool, run, mapping)
  }
  if (approved) await dropPayloads(pool, run.id)
  return empty.length > 0 ? suspicious(empty) : succeeded(run)
}

/** Takes up the stock and batches whose product has come. */
async function ingestAllWaiting(pool: Pool, run: ClaimedRun, mapping: Mapping): Promise<void> {
  for (const entity of ['inventory', 'batches'] as const) await ingestWaiting(pool, run, entity, mapping)
}

const done = (phase: SyncPhase, now: Date): SyncPhase => ({
  ...phase,
  status: 'done',
  step: null,
  endedAt: now.toISOString(),
})

/** What was not chosen is never written any more, so its records are not kept. */
async function dropPayloads(pool: Pool, runId: string): Promise<void> {
  await pool.query('UPDATE sync_change SET payload = NULL WHERE run_id = $1 AND payload IS NOT NULL', [runId])
}

async function loadState(pool: Pool, runId: string): Promise<{ phases: SyncPhase[]; approved: boolean }> {
  const { rows } = await pool.query<{ phases: SyncPhase[]; approved: boolean }>(
    'SELECT phases, approved_at IS NOT NULL AS approved FROM sync_run WHERE id = $1',
    [runId],
  )
  return rows[0] ?? { phases: [], approved: false }
}

/** Only a run that wrote what the POS says leaves nothing to be asked of people. */
function succeeded({ dry, mode }: ClaimedRun): RunEnd {
  const attention = dry || mode === 'undo' ? undefined : null
  return { status: 'succeeded', errorKind: null, errorMessage: null, attention }
}

/** A dry run and an undo wait because somebody asked to see first: nothing is wrong. */
function waiting(run: ClaimedRun, judgement: Judgement): RunEnd {
  const status = 'waiting_for_approval'
  if (run.dry || run.mode === 'undo')
    return { status, errorKind: null, errorMessage: null, attention: undefined }
  const message =
    `The last sync stopped before it wrote anything, because it would change more than usual: ` +
    `${wordsOf(judgement).join('; ')}. Look at what would change, then approve all, some or none of it.`
  return { status, errorKind: 'guard', errorMessage: message, attention: message }
}

function suspicious(empty: SyncEntity[]): RunEnd {
  const message =
    `The POS sent no ${empty.join(' and no ')} at all, though it did before. A store that sells is never empty, so ` +
    'everything stays as it was. Look at the POS; the next sync reads it again.'
  return { status: 'suspicious', errorKind: 'empty_answer', errorMessage: message, attention: message }
}
