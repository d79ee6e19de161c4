import type { PoolClient } from 'pg'
import { replaceToken } from '#server/http/token-queries.ts'
import type { Token } from '#server/http/types.ts'
import { systemClock } from '#server/lib/clock.ts'
import type { Actor } from '../actor.ts'
import { type FoundConnection, findConnection } from '../find-connection.ts'
import { recordChange } from '../record-change.ts'
import { resumeCalls } from '../resume-calls.ts'
import { sealer } from '../sealer.ts'

/**
 * Stores the token a person has just brought, and with it that the connection may call again.
 * @returns false when the connection signs in another way by now
 * @throws {AppError} not_found when it has been removed meanwhile
 */
export async function keepToken(
  tx: PoolClient,
  actor: Actor,
  { id, signInMethod }: FoundConnection,
  token: Token,
): Promise<boolean> {
  const connection = await findConnection(tx, actor.scope, id, { lock: true })
  if (connection.signInMethod !== signInMethod) return false
  const { organizationId } = connection
  const owner = { db: tx, sealer, clock: systemClock, connectionId: id, organizationId }
  await replaceToken(owner, { ...token, obtainedAt: systemClock.now() })
  await resumeCalls(tx, id)
  await tx.query(
    'UPDATE connection SET attention = NULL, last_check = NULL, updated_at = now() WHERE id = $1',
    [id],
  )
  await recordChange(tx, connection, 'signed_in', actor.userId)
  return true
}
