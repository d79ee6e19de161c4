import type { Pool } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import { anyLeftOut } from '#server/ingest/any-left-out.ts'
import { ingestSetAside } from '#server/ingest/ingest-set-aside.ts'
import { leftOutNames } from '#server/ingest/left-out-names.ts'
import { LeaseLostError, RunCancelledError } from '#server/ingest/run-errors.ts'
import type { Clock } from '#server/lib/clock.ts'
import { type SyncEntity, type SyncPhase, syncPhaseSchema } from '#server/model/sync.ts'
import { changePhase } from './change-phase.ts'
import { closeReading } from './changes/close-reading.ts'
import { isStaged } from './changes/is-staged.ts'
import { settleChanges } from './changes/settle-changes.ts'
import { stageUndo } from './changes/stage-undo.ts'
import { type ClaimedRun, claimRun } from './claim-run.ts'
import { concludeRun } from './conclude-run.ts'
import { endRun, type RunEnd, releaseRun } from './end-run.ts'
import { isOfOneEntity, judgeFailure, maxAttempts } from './judge-failure.ts'
import type { OpenConnection } from './open-connection.ts'
import { planRun } from './plan-run.ts'
import { type SyncEntityInput, syncEntity } from './sync-entity.ts'
import { watchRun } from './watch-run.ts'

export type RunSyncInput = {
  pool: Pool
  open: OpenConnection
  clock: Clock
  runId: string
  /** Aborted when this worker is to stop; the run then waits for the next one. */
  signal: AbortSignal
}

/** How this worker's part of the run ended. `not_ours`: over already, or another worker holds it. */
export type RunOutcome = RunEnd['status'] | 'not_ours'

/**
 * Does a run, or what is left of it: every entity page by page from its checkpoint, then what
 * went missing, then, when the guard finds it usual, what of it was kept for that.
 * @throws what made it fail, when it is to be tried again; the run then waits as `planned`
 */
export async function runSync(input: RunSyncInput): Promise<RunOutcome> {
  const { pool, clock } = input
  const run = await claimRun(pool, input.runId)
  if (!run) return 'not_ours'
  const controller = new AbortController()
  const stop = () => controller.abort(input.signal.reason)
  if (input.signal.aborted) stop()
  input.signal.addEventListener('abort', stop, { once: true })
  const watching = watchRun(pool, run, controller, clock)
  try {
    const end = await readAll(input, run, controller.signal)
    return (await endRun(pool, run, end, clock.now())) ? end.status : 'not_ours'
  } catch (thrown) {
    return await settle(input, run, controller.signal.aborted ? controller.signal.reason : thrown)
  } finally {
    input.signal.removeEventListener('abort', stop)
    controller.abort()
    await watching
  }
}

async function readAll(input: RunSyncInput, run: ClaimedRun, signal: AbortSignal): Promise<RunEnd> {
  if (run.cancelling) throw new RunCancelledError()
  // Its workers died each time, or they would have told.
  if (run.attempts > 2 * maxAttempts) throw new Error('the run ends every worker that takes it up')
  const { pool, clock } = input
  const opened = await input.open({ db: pool, connectionId: run.scope.connectionId, signal })
  try {
    const plans = await planRun(pool, run, opened.adapter)
    const empty: SyncEntity[] = []
    for (const plan of plans) {
      if (isRead(run.phases.find((phase) => phase.entity === plan.entity))) continue
      await inTransaction(
        (tx) => changePhase(tx, run, plan.entity, (phase) => begun(phase, clock.now())),
        pool,
      )
      try {
        const doubtful = await readEntity({ pool, run, plan, opened, signal, clock })
        if (plan.mode === 'incremental' && !run.dry) await ingestSetAside(pool, run, plan.entity, opened)
        if (doubtful) empty.push(doubtful)
      } catch (error) {
        if (signal.aborted || !isOfOneEntity(error)) throw error
        if (judgeFailure(error, await attemptsOf(pool, run)).retry) throw error
        await inTransaction(
          (tx) => changePhase(tx, run, plan.entity, (phase) => givenUp(phase, error.message, clock.now())),
          pool,
        )
      }
    }
    const whole = new Set(plans.filter(({ mode }) => mode === 'full').map(({ entity }) => entity))
    const read = plans.map(({ entity }) => entity)
    const end = await settleChanges(pool, run, opened, { read, empty }, clock)
    const leftOut = await leftOutNames(pool, run.id)
    return concludeRun(end, await phasesOf(pool, run), run.mode === 'undo' ? new Set() : whole, leftOut)
  } finally {
    await opened.close()
  }
}

/** @returns the entity, when the POS sent nothing of what there was */
async function readEntity(input: Omit<SyncEntityInput, 'staged'>): Promise<SyncEntity | null> {
  const { pool, run, plan, clock } = input
  const { entity } = plan
  const staged = await isStaged(pool, run, entity)
  const undoing = run.mode === 'undo'
  const complete = undoing ? await stageUndo({ ...input, entity }) : await syncEntity({ ...input, staged })
  const partly = !undoing && (await anyLeftOut(pool, run, entity, plan.mode === 'full'))
  const removable = complete && !undoing && !partly ? plan.removable : null
  return closeReading(pool, run, entity, removable, clock.now())
}

const begun = (phase: SyncPhase, now: Date): SyncPhase => ({
  ...phase,
  status: 'running',
  step: 'read',
  startedAt: phase.startedAt ?? now.toISOString(),
})
const givenUp = (phase: SyncPhase, error: string, now: Date): SyncPhase => ({
  ...phase,
  status: 'failed',
  step: null,
  error,
  endedAt: now.toISOString(),
})
/** Read to its end, though what is staged of it may still have to be written; or given up. */
const isRead = (phase: SyncPhase | undefined) =>
  phase?.status === 'done' || phase?.step === 'write' || (phase?.error ?? null) !== null

async function settle(input: RunSyncInput, run: ClaimedRun, error: unknown): Promise<RunOutcome> {
  const { pool, clock } = input
  if (error instanceof LeaseLostError) return 'not_ours'
  if (error instanceof RunCancelledError) {
    const end: RunEnd = { status: 'cancelled', errorKind: null, errorMessage: null, attention: undefined }
    return (await endRun(pool, run, end, clock.now())) ? 'cancelled' : 'not_ours'
  }
  if (input.signal.aborted) {
    await releaseRun(pool, run, null)
    throw error
  }
  const { retry, kind, message, attention } = judgeFailure(error, await attemptsOf(pool, run))
  if (retry) {
    await releaseRun(pool, run, { kind, message })
    throw error
  }
  const end: RunEnd = {
    status: 'failed',
    errorKind: kind,
    errorMessage: message,
    attention: attention ?? undefined,
  }
  return (await endRun(pool, run, end, clock.now())) ? 'failed' : 'not_ours'
}

async function phasesOf(pool: Pool, run: ClaimedRun): Promise<SyncPhase[]> {
  const { rows } = await pool.query<{ phases: unknown }>('SELECT phases FROM sync_run WHERE id = $1', [
    run.id,
  ])
  return syncPhaseSchema.array().parse(rows[0]?.phases ?? [])
}

/** Claims since the run last got further; pages of this claim have set it to none. */
async function attemptsOf(pool: Pool, run: ClaimedRun): Promise<number> {
  const { rows } = await pool.query<{ attempts: number }>('SELECT attempts FROM sync_run WHERE id = $1', [
    run.id,
  ])
  return rows[0]?.attempts ?? run.attempts
}
