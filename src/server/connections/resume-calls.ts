import type { Queryable } from '#server/db/transaction.ts'
import { type AdapterErrorKind, kindPolicy } from '../adapters/errors.ts'
import { resetCircuits } from '../http/circuit-queries.ts'

const signInKinds = (Object.keys(kindPolicy) as AdapterErrorKind[]).filter(
  (kind) => kindPolicy[kind].class === 'authentication',
)

/**
 * Lets a connection go on after a person has put its sign-in right: its circuits are closed, and notices that waited for
 * it are due now. Who looks for forgotten ones every minute finds them (`notices.sweep`).
 */
export async function resumeCalls(db: Queryable, connectionId: string): Promise<void> {
  await resetCircuits(db, connectionId)
  await db.query(
    `UPDATE webhook_delivery SET next_attempt_at = now()
      WHERE connection_id = $1 AND state = 'waiting' AND next_attempt_at > now() AND error_kind = ANY($2::text[])`,
    [connectionId, signInKinds],
  )
}
