import type { Pool } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { changePhase } from '../change-phase.ts'
import type { ClaimedRun } from '../claim-run.ts'
import type { RemovableEntity } from '../plan-run.ts'
import { stageMissing } from './stage-missing.ts'

/**
 * Ends the reading of one entity: what is missing of it is staged, and its phase goes on to writing, or is done when
 * there is nothing to write. When the POS sent nothing at all of what there was, the phase fails, so that the next run
 * reads it again whole.
 * @param removable the entity, when it was read whole: what is missing is gone
 * @returns the entity, when its answer was empty and cannot be believed
 */
export async function closeReading(
  pool: Pool,
  run: ClaimedRun,
  entity: SyncEntity,
  removable: RemovableEntity | null,
  now: Date,
): Promise<SyncEntity | null> {
  return inTransaction(async (tx) => {
    // The lock first: nobody writes to the connection while it is compared with what was read.
    await changePhase(tx, run, entity, (phase) => phase)
    const empty = removable !== null && (await stageMissing(tx, run, removable))
    const { rows } = await tx.query(
      `SELECT FROM sync_change WHERE run_id = $1 AND entity = $2 AND state = 'staged' LIMIT 1`,
      [run.id, entity],
    )
    const ended = { step: null, endedAt: now.toISOString() }
    await changePhase(tx, run, entity, (phase) => {
      if (empty) return { ...phase, ...ended, status: 'failed' }
      return rows.length > 0 ? { ...phase, step: 'write' } : { ...phase, ...ended, status: 'done' }
    })
    return empty ? entity : null
  }, pool)
}
