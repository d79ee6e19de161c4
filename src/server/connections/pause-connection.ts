import type { PoolClient } from 'pg'
import { AppError } from '#server/lib/errors.ts'
import type { Actor } from './actor.ts'
import { findConnection } from './find-connection.ts'
import { recordChange } from './record-change.ts'

/**
 * Stops scheduled syncs until somebody resumes. What was read stays; a sync that runs goes on to its end.
 * Pausing twice changes nothing.
 * @throws {AppError} not_found; conflict for a draft
 */
export async function pauseConnection(tx: PoolClient, actor: Actor, id: string): Promise<void> {
  const connection = await findConnection(tx, actor.scope, id, { lock: true })
  if (connection.status === 'paused') return
  if (connection.status !== 'active') {
    throw new AppError('conflict', 'Only a connection that syncs can be paused. Finish setting it up first.')
  }
  await tx.query("UPDATE connection SET status = 'paused', updated_at = now() WHERE id = $1", [id])
  await recordChange(tx, connection, 'paused', actor.userId)
}
