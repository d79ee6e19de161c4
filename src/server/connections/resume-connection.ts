import type { PoolClient } from 'pg'
import { AppError } from '#server/lib/errors.ts'
import { scheduleSchema } from '#server/sync/schedule.ts'
import type { Actor } from './actor.ts'
import { findConnection } from './find-connection.ts'
import { recordChange } from './record-change.ts'

/**
 * Lets a paused connection sync again: at once if it has a schedule, since what changed meanwhile is missing.
 * @throws {AppError} not_found; conflict for a draft
 */
export async function resumeConnection(tx: PoolClient, actor: Actor, id: string, now: Date): Promise<void> {
  const connection = await findConnection(tx, actor.scope, id, { lock: true })
  if (connection.status === 'active') return
  if (connection.status !== 'paused') {
    throw new AppError('conflict', 'Only a paused connection can be resumed. Finish setting it up first.')
  }
  const { everyMinutes } = scheduleSchema.parse(connection.schedule)
  await tx.query(
    "UPDATE connection SET status = 'active', next_sync_at = $2, updated_at = now() WHERE id = $1",
    [id, everyMinutes === null ? null : now],
  )
  await recordChange(tx, connection, 'resumed', actor.userId)
}
