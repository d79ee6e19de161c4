import type { PoolClient } from 'pg'
import { recordAudit } from '#server/access/audit.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { type GuardLimits, guardLimitsSchema } from './guard.ts'

/** How much one sync of a connection may change without a person being asked. The caller has checked the scope. */
export async function getGuardLimits(db: Queryable, connectionId: string): Promise<GuardLimits> {
  const { rows } = await db.query<{ guard: unknown }>('SELECT guard FROM connection WHERE id = $1', [
    connectionId,
  ])
  return guardLimitsSchema.parse(rows[0]?.guard ?? {})
}

/** Sets the limits, from the next judgement on. The caller has checked the scope. */
export async function setGuardLimits(
  tx: PoolClient,
  actor: { organizationId: string; userId: string },
  connectionId: string,
  limits: GuardLimits,
): Promise<void> {
  const before = await getGuardLimits(tx, connectionId)
  await tx.query('UPDATE connection SET guard = $2, updated_at = now() WHERE id = $1', [
    connectionId,
    JSON.stringify(limits),
  ])
  await recordAudit(tx, {
    ...actor,
    action: 'connection.guard-changed',
    subject: `connection:${connectionId}`,
    detail: { before, after: limits },
  })
}
