import type { PoolClient } from 'pg'
import type { Queryable } from '../db/transaction.ts'
import { recordAudit } from './audit.ts'

/**
 * Ends one session; its cookie is worth nothing from the next request on.
 *
 * @param by who ends it, and for which organisation that is written down.
 * @returns whether there was a live session of `userId` to end.
 */
export async function endSession(
  tx: PoolClient,
  input: { sessionId: string; userId: string; by: { userId: string; organizationId: string }; now: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE session SET ended_at = $3 WHERE id = $1 AND user_id = $2 AND ended_at IS NULL',
    [input.sessionId, input.userId, input.now],
  )
  if (rowCount === 0) return false
  await recordAudit(tx, {
    organizationId: input.by.organizationId,
    userId: input.by.userId,
    action: 'session.ended',
    subject: `session:${input.sessionId}`,
  })
  return true
}

/**
 * Ends every session of a person, but `except`.
 *
 * @returns how many were ended.
 */
export async function endAllSessions(
  db: Queryable,
  input: { userId: string; except?: string; now: Date },
): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE session SET ended_at = $2
      WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $2 AND ($3::uuid IS NULL OR id <> $3)`,
    [input.userId, input.now, input.except ?? null],
  )
  return rowCount ?? 0
}
