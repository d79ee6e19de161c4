import type { PoolClient } from 'pg'
import { recordAudit } from '#server/access/audit.ts'
import { adapterFor } from '#server/adapters/lookup.ts'
import type { Actor } from '#server/connections/actor.ts'
import { findConnection } from '#server/connections/find-connection.ts'
import { replaceWebhookSecret } from '#server/connections/webhook-secret.ts'
import { notifyLive } from '#server/events/notify-live.ts'
import { AppError } from '#server/lib/errors.ts'

/** Puts the job that compares a connection's subscriptions into the queue, in the same transaction. */
export type CheckSubscriptions = (tx: PoolClient, connectionId: string) => Promise<void>

/**
 * Replaces the secret that proves a connection's notices. The old one proves them for another day, so that nothing is
 * turned away until the new one is entered at the POS; where the vendor's API knows the address, it is told the new one.
 * @throws {AppError} not_found; conflict where notices are proved by a credential
 */
export async function rotateSecret(
  tx: PoolClient,
  actor: Actor,
  connectionId: string,
  parts: { now: Date; checkSubscriptions: CheckSubscriptions },
): Promise<void> {
  const connection = await findConnection(tx, actor.scope, connectionId, { lock: true })
  const { webhooks } = adapterFor(connection.vendor).manifest.capabilities
  if (webhooks?.secretField !== null) {
    throw new AppError(
      'conflict',
      'There is no secret of Cairn’s own here: notices are proved by a credential. Replace that one at the vendor, then under Settings.',
    )
  }
  await replaceWebhookSecret(tx, connection, parts.now)
  const { organizationId, storeId, name } = connection
  await recordAudit(tx, {
    organizationId,
    userId: actor.userId,
    action: 'connection.webhook_secret_rotated',
    subject: `connection:${connectionId}`,
    detail: { name },
  })
  if (webhooks.registeredBy === 'api') await parts.checkSubscriptions(tx, connectionId)
  await notifyLive(tx, { organizationId, storeId, topic: 'notice', id: connectionId, connectionId })
}
