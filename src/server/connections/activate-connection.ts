import type { PoolClient } from 'pg'
import { adapterFor } from '#server/adapters/lookup.ts'
import { AppError } from '#server/lib/errors.ts'
import { defaultSchedules } from '#server/sync/schedules/default-schedules.ts'
import { saveSchedules } from '#server/sync/schedules/save-schedules.ts'
import { type EnqueueRun, startRun } from '#server/sync/start-run.ts'
import type { Actor } from './actor.ts'
import { findConnection } from './find-connection.ts'
import { checkResultSchema } from './last-check.ts'
import { recordChange } from './record-change.ts'
import { type ScheduleInput, validateEntities } from './validate-entities.ts'
import { ensureWebhookSecret } from './webhook-secret.ts'

/**
 * Ends the wizard: the draft becomes active with the schedules of its vendor at the chosen pace, and its first sync
 * starts; notices that prove themselves are taken from now on. All of it or nothing.
 * @throws {AppError} conflict when it isn't a draft or its last check did not pass; invalid for the entities
 */
export async function activateConnection(
  tx: PoolClient,
  actor: Actor,
  id: string,
  { everyMinutes, entities: chosen }: ScheduleInput,
  parts: { enqueue: EnqueueRun; now: Date },
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
  const { manifest } = adapterFor(draft.vendor)
  const entities = validateEntities(manifest, chosen)
  await tx.query("UPDATE connection SET status = 'active', entities = $2, updated_at = now() WHERE id = $1", [
    id,
    entities,
  ])
  await saveSchedules(tx, id, defaultSchedules(manifest, entities, everyMinutes), parts.now)
  await ensureWebhookSecret(tx, draft, manifest)
  const { runId } = await startRun(
    tx,
    { connectionId: id, mode: 'full', trigger: 'first', requestedById: actor.userId },
    parts.enqueue,
  )
  await recordChange(tx, draft, 'activated', actor.userId, { everyMinutes })
  return { runId }
}
