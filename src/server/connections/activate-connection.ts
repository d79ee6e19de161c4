import type { PoolClient } from 'pg'
import { adapterFor } from '#server/adapters/lookup.ts'
import { AppError } from '#server/lib/errors.ts'
import { nextSyncAt, type Schedule } from '#server/sync/schedule.ts'
import { type EnqueueRun, startRun } from '#server/sync/start-run.ts'
import type { Actor } from './actor.ts'
import { findConnection } from './find-connection.ts'
import { checkResultSchema } from './last-check.ts'
import { recordChange } from './record-change.ts'
import { validateSchedule } from './validate-schedule.ts'

/**
 * Ends the wizard: the draft becomes active with its schedule, and its first sync starts. All of it or nothing.
 * @throws {AppError} conflict when it isn't a draft or its last check did not pass; invalid for the schedule
 */
export async function activateConnection(
  tx: PoolClient,
  actor: Actor,
  id: string,
  wanted: Schedule,
  parts: { enqueue: EnqueueRun; now: Date; random: number },
): Promise<{ runId: string }> {
  const draft = await findConnection(tx, actor.scope, id, { lock: true })
  if (draft.status !== 'draft') throw new AppError('conflict', 'This connection is set up already.')
  const check = checkResultSchema.safeParse(draft.lastCheck)
  if (!check.success || !check.data.ok) {
    throw new AppError(
      'conflict',
      'The connection has not passed its check yet. Run the check, then start the sync.',
    )
  }
  const schedule = validateSchedule(adapterFor(draft.vendor).manifest, wanted)
  await tx.query(
    "UPDATE connection SET status = 'active', schedule = $2, next_sync_at = $3, updated_at = now() WHERE id = $1",
    [id, schedule, nextSyncAt(schedule, parts.now, parts.random)],
  )
  const { runId } = await startRun(
    tx,
    { connectionId: id, mode: 'full', trigger: 'first', requestedById: actor.userId },
    parts.enqueue,
  )
  await recordChange(tx, draft, 'activated', actor.userId, { everyMinutes: schedule.everyMinutes })
  return { runId }
}
