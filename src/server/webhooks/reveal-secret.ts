import type { PoolClient } from 'pg'
import { recordAudit } from '#server/access/audit.ts'
import { adapterFor } from '#server/adapters/lookup.ts'
import type { Actor } from '#server/connections/actor.ts'
import { findConnection } from '#server/connections/find-connection.ts'
import { webhookAddress } from '#server/connections/webhook-address.ts'
import { ensureWebhookSecret, openWebhookSecrets } from '#server/connections/webhook-secret.ts'
import { AppError } from '#server/lib/errors.ts'

/** What a person enters at the POS. `token` null: the address alone proves what comes to it. */
export type RevealedSecret = { address: string; token: string | null }

/**
 * The secret that proves a connection's notices, in the clear, for a person to enter at the POS. Written into the audit.
 * @throws {AppError} not_found; conflict where notices are proved by a credential, which nobody is ever shown
 */
export async function revealSecret(
  tx: PoolClient,
  actor: Actor,
  connectionId: string,
  appUrl: string,
): Promise<RevealedSecret> {
  const connection = await findConnection(tx, actor.scope, connectionId)
  const { manifest } = adapterFor(connection.vendor)
  const { webhooks } = manifest.capabilities
  if (!webhooks) throw new AppError('conflict', `${manifest.name} sends no notices; there is no secret.`)
  if (webhooks.secretField !== null) {
    throw new AppError(
      'conflict',
      `${manifest.name} signs its notices with a credential of this connection. Stored credentials are never shown.`,
    )
  }
  await ensureWebhookSecret(tx, connection, manifest)
  const [secret] = (await openWebhookSecrets(tx, connection, manifest)).secrets
  if (!secret) throw new Error('a secret that was ensured is not there')
  await recordAudit(tx, {
    organizationId: connection.organizationId,
    userId: actor.userId,
    action: 'connection.webhook_secret_revealed',
    subject: `connection:${connectionId}`,
    detail: { name: connection.name },
  })
  const inAddress = webhooks.proof === 'address'
  return {
    address: webhookAddress(appUrl, connection, inAddress ? secret.value : undefined),
    token: inAddress ? null : secret.value,
  }
}
