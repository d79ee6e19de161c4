import type { Pool } from 'pg'
import { recordAudit } from '#server/access/audit.ts'
import { adapterFor } from '#server/adapters/lookup.ts'
import type { Actor } from '#server/connections/actor.ts'
import { findConnection } from '#server/connections/find-connection.ts'
import { webhookAddress } from '#server/connections/webhook-address.ts'
import { ensureWebhookSecret, openWebhookSecrets } from '#server/connections/webhook-secret.ts'
import { inTransaction } from '#server/db/transaction.ts'
import type { Clock } from '#server/lib/clock.ts'
import { AppError } from '#server/lib/errors.ts'
import { newId } from '#server/lib/ids.ts'

/**
 * `arrived`: it came in, proved itself and could be read. `refused`: Cairn turned it away. `blocked`: something in front of
 * Cairn answered. `unreachable`: nothing answered.
 */
export type TestResult = {
  outcome: 'arrived' | 'refused' | 'blocked' | 'unreachable'
  status: number | null
  milliseconds: number
  sentAt: Date
  /** The delivery that came of it. */
  deliveryId: string | null
}

export type TestParts = {
  db: Pool
  clock: Clock
  appUrl: string
  /** `fetch`, or a stand-in. */
  send: typeof fetch
}

/** The route answers in milliseconds; who waits longer than this has given up. */
const patienceMs = 10_000

/** What the route answers when it was reached and did not take a delivery: by its own word, not a proxy's. */
const refusals = new Set([400, 401, 413, 429, 503])

/**
 * Sends a connection a delivery as its vendor would, over HTTP through the address the vendor was given, and says how it
 * went. It changes nothing but the inbox. Written into the audit.
 * @throws {AppError} not_found; conflict for vendors that send no notices, and drafts
 */
export async function sendTest(parts: TestParts, actor: Actor, connectionId: string): Promise<TestResult> {
  const { db, clock, send } = parts
  const { address, body, headers } = await prepare(parts, actor, connectionId)
  const sentAt = clock.now()
  const started = performance.now()
  const status = await send(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(patienceMs),
  }).then(
    async (response) => {
      await response.arrayBuffer()
      return response.status
    },
    () => null,
  )
  const milliseconds = Math.round(performance.now() - started)
  const deliveryId = status === 200 ? await findDelivery(db, connectionId, sentAt) : null
  return { outcome: outcomeOf(status, deliveryId), status, milliseconds, sentAt, deliveryId }
}

function outcomeOf(status: number | null, deliveryId: string | null): TestResult['outcome'] {
  if (deliveryId !== null) return 'arrived'
  if (status === null) return 'unreachable'
  return refusals.has(status) ? 'refused' : 'blocked'
}

async function prepare({ db, clock, appUrl }: TestParts, actor: Actor, connectionId: string) {
  const connection = await findConnection(db, actor.scope, connectionId)
  const { manifest, webhooks } = adapterFor(connection.vendor)
  const capability = manifest.capabilities.webhooks
  if (!capability || !webhooks) {
    throw new AppError('conflict', `${manifest.name} sends no notices: what changes is found by polling.`)
  }
  if (connection.status !== 'active' && connection.status !== 'paused') {
    throw new AppError('conflict', 'A draft takes no notices yet. Finish setting up the connection first.')
  }
  const { secrets, account } = await inTransaction(async (tx) => {
    await ensureWebhookSecret(tx, connection, manifest)
    await recordAudit(tx, {
      organizationId: connection.organizationId,
      userId: actor.userId,
      action: 'notices.tested',
      subject: `connection:${connectionId}`,
      detail: { name: connection.name },
    })
    return openWebhookSecrets(tx, connection, manifest)
  }, db)
  const [secret] = secrets
  if (!secret) {
    throw new AppError(
      'conflict',
      'The credential that proves notices is not stored for this connection. Enter it under Settings, Replace credentials.',
    )
  }
  const address = webhookAddress(
    appUrl,
    connection,
    capability.proof === 'address' ? secret.value : undefined,
  )
  return { address, ...webhooks.sample({ id: newId(), secret: secret.value, account, now: clock.now() }) }
}

/** Answered 200 is kept: it is there, unless the answer was somebody else's. */
async function findDelivery(db: Pool, connectionId: string, sentAt: Date): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM webhook_delivery
      WHERE connection_id = $1 AND origin = 'test' AND received_at >= $2::timestamptz - interval '5 s'
      ORDER BY received_at DESC LIMIT 1`,
    [connectionId, sentAt],
  )
  return rows[0]?.id ?? null
}
