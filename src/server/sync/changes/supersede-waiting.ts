import type { PoolClient } from 'pg'
import { notifyLive } from '#server/events/notify-live.ts'
import type { RunStatus } from '#server/model/sync.ts'
import type { ClaimedRun } from '../claim-run.ts'
import { endWaiting } from './end-waiting.ts'

const readAnew: readonly RunStatus[] = ['succeeded', 'partly_failed', 'waiting_for_approval']

/**
 * Takes the place of older runs that wait for a person and read nothing this one did not read anew: what they found is
 * in its difference, or is no longer so. A dry run takes the place of dry runs; only a whole reading that of a whole one,
 * since only it knows what is gone. An undo waits until somebody decides.
 * @param status how the newer run ends
 */
export async function supersedeWaiting(tx: PoolClient, run: ClaimedRun, status: RunStatus): Promise<void> {
  if (run.mode === 'undo' || !readAnew.includes(status)) return
  const { rows } = await tx.query<{ id: string }>(
    `SELECT old.id FROM sync_run old JOIN sync_run new ON new.id = $1
      WHERE old.connection_id = new.connection_id AND old.id <> new.id AND old.queued_at < new.queued_at
        AND old.status = 'waiting_for_approval' AND old.dry = new.dry AND old.mode <> 'undo'
        AND (old.mode = 'incremental' OR new.mode <> 'incremental')
        AND NOT EXISTS (
          SELECT FROM jsonb_array_elements(old.phases) p
           WHERE p->>'step' = 'write' AND NOT EXISTS (
             SELECT FROM jsonb_array_elements(new.phases) q
              WHERE q->>'entity' = p->>'entity' AND (q->>'status' = 'done' OR q->>'step' = 'write')))
      FOR UPDATE OF old`,
    [run.id],
  )
  for (const { id } of rows) {
    await endWaiting(tx, id, {
      kind: 'superseded',
      message:
        'A newer sync read the same again, so this difference is out of date and can no longer be approved.',
    })
    const { organizationId, storeId, connectionId } = run.scope
    await notifyLive(tx, { organizationId, storeId, topic: 'run', id, connectionId })
  }
}
