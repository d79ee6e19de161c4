/** For tests only: a receiver of a connection, and deliveries to it. */
import type { Pool } from 'pg'
import type { Adapter } from '#server/adapters/contract.ts'
import { sealer } from '#server/connections/sealer.ts'
import { ensureWebhookSecret, openWebhookSecrets } from '#server/connections/webhook-secret.ts'
import { systemClock } from '#server/lib/clock.ts'
import { newId } from '#server/lib/ids.ts'
import { logger } from '#server/lib/logger.ts'
import { keptBody } from '../delivery-body.ts'
import type { WakeWithin } from '../insert-deliveries.ts'
import { createLineCache } from '../line-cache.ts'
import { readStream } from '../read-capped.ts'
import { createReceiver, type Incoming } from '../receive.ts'
import { type FakeNotice, signatureOf } from './fake-vendor.ts'

/** Instead of an insertion: says of every job that it was made. */
export const makeNothing = 'SELECT id FROM json_to_recordset($1::text::json) AS job (id uuid)'

/** Gives a connection of the fake vendor its secret. @returns the secret and what sends deliveries to it */
export async function receivingLine(
  pool: Pool,
  connectionId: string,
  adapter: Adapter,
  options: { wakeWithin?: WakeWithin; wakeAgain?: () => Promise<void>; clock?: typeof systemClock } = {},
) {
  const { rows } = await pool.query(
    'SELECT organization_id AS "organizationId" FROM connection WHERE id = $1',
    [connectionId],
  )
  const owner = { id: connectionId, organizationId: rows[0].organizationId as string, signInMethod: 'none' }
  await ensureWebhookSecret(pool, owner, adapter.manifest)
  const { secrets } = await openWebhookSecrets(pool, owner, adapter.manifest)
  const secret = secrets[0]?.value ?? ''
  const clock = options.clock ?? systemClock
  const woken: string[] = []
  const receiver = createReceiver({
    db: pool,
    lines: createLineCache({ db: pool, clock, adapterFor: () => adapter }),
    sealer,
    clock,
    logger,
    async wake() {
      await options.wakeAgain?.()
      return []
    },
    wakeWithin:
      options.wakeWithin ??
      (async (lines, run) => {
        const jobs = lines.map(({ connectionId }) => ({ id: newId(), connectionId }))
        const made = await run(makeNothing, JSON.stringify(jobs))
        woken.push(...jobs.flatMap(({ id, connectionId }) => (made.includes(id) ? [connectionId] : [])))
        return []
      }),
  })
  return {
    receiver,
    owner,
    secret,
    woken,
    /** Sends a notice as the vendor would. @returns the status */
    async send(notice: Partial<FakeNotice>, change: Partial<Incoming> & { secret?: string } = {}) {
      const text = JSON.stringify({ key: newId(), topic: 'products', ...notice })
      const { status } = await receiver.receive({
        vendor: 'fake',
        connectionId,
        headers: { 'x-fake-signature': signatureOf(text, change.secret ?? secret) },
        query: new URLSearchParams({ key: change.secret ?? secret, topic: notice.topic ?? 'products' }),
        read: readStream(new Blob([text]).stream()),
        ...change,
      })
      return status
    },
  }
}

export type DeliveryRow = {
  id: string
  key: string
  origin: string
  state: string
  duplicates: number
  attempts: number
  effects: { entity: string; sourceId: string; outcome: string }[]
  errorKind: string | null
  errorMessage: string | null
  nextAttemptAt: Date | null
  headers: Record<string, string>
  body: Buffer | null
}

/** A connection's deliveries in the order in which they came. */
export async function deliveryRows(pool: Pool, connectionId: string): Promise<DeliveryRow[]> {
  const { rows } = await pool.query<DeliveryRow>(
    `SELECT id, delivery_key AS key, origin, state, duplicates, attempts, effects, error_kind AS "errorKind",
            error_message AS "errorMessage", next_attempt_at AS "nextAttemptAt", headers, ${keptBody('d')} AS body
       FROM webhook_delivery d WHERE connection_id = $1 ORDER BY received_at, id`,
    [connectionId],
  )
  return rows
}
