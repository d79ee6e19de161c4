import type { PoolClient } from 'pg'
import { AppError } from '#server/lib/errors.ts'
import { replanSchedules } from '#server/sync/schedules/save-schedules.ts'
import type { Actor } from './actor.ts'
import { findConnection } from './find-connection.ts'
import { recordChange } from './record-change.ts'

/**
 * Lets a paused connection sync again: what is read at a steady pace at once, since what changed meanwhile is missing;
 * the rest when its time comes.
 * @throws {AppError} not_found; conflict for a draft
 */
export async function resumeConnection(tx: PoolClient, actor: Actor, id: string, now: Date): Promise<void> {
  const connection = await findConnection(tx, actor.scope, id, { lock: true })
  if (connection.status === 'active') return
  if (connection.status !== 'paused') {
    throw new AppError('conflict', 'Only a paused connection can be resumed. Finish setting it up first.')
  }
  await tx.query("UPDATE connection SET status = 'active', updated_at = now() WHERE id = $1", [id])
  await replanSchedules(tx, 'connection', [id], now)
  await tx.query(
    "UPDATE sync_schedule SET next_fire_at = $2 WHERE connection_id = $1 AND NOT paused AND rule ? 'everyMinutes'",
    [id, now],
  )
  await recordChange(tx, connection, 'resumed', actor.userId)
}
