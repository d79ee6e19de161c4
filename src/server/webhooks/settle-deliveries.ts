import type { PoolClient } from 'pg'
import { recordAudit } from '#server/access/audit.ts'
import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import { notifyLive } from '#server/events/notify-live.ts'
import { AppError } from '#server/lib/errors.ts'
import type { WakeConnections } from './insert-deliveries.ts'
import type { DeliveryState } from './queries/delivery-filter.ts'

type Actor = { userId: string; scope: QueryScope }
type Settled = { connectionId: string; vendor: string; storeId: string }

/**
 * Has dead deliveries worked on again, the same ones, as if they had just come in.
 * @throws {AppError} conflict when none of them is dead
 */
export async function applyAgain(
  tx: PoolClient,
  actor: Actor,
  ids: string[],
  wake: WakeConnections,
): Promise<{ count: number }> {
  const set =
    "state = 'received', attempts = 0, next_attempt_at = NULL, error_kind = NULL, error_message = NULL"
  const settled = await change(tx, actor, { ids, states: ['dead'], set, value: null })
  await tell(tx, actor, settled, { action: 'notices.applied_again', ids })
  await wake(tx, connectionsOf(settled))
  return { count: settled.length }
}

/**
 * Leaves deliveries that could not be applied, or wait to be tried again, as they are, for good.
 * @param reason in the person's words, shown with the delivery
 * @throws {AppError} conflict when none of them waits or is dead
 */
export async function ignoreDeliveries(
  tx: PoolClient,
  actor: Actor,
  ids: string[],
  reason: string,
): Promise<{ count: number }> {
  const set =
    "state = 'ignored', next_attempt_at = NULL, processed_at = now(), error_kind = 'ignored_by_person', error_message = $1"
  const settled = await change(tx, actor, { ids, states: ['dead', 'waiting'], set, value: reason })
  await tell(tx, actor, settled, { action: 'notices.ignored', ids, reason })
  return { count: settled.length }
}

/** Each once, in one order, so that two people who do this at once never wait for each other in a circle. */
const connectionsOf = (settled: Settled[]) =>
  [...new Map(settled.map((each) => [each.connectionId, each])).values()].sort((a, b) =>
    a.connectionId < b.connectionId ? -1 : 1,
  )

type Change = { ids: string[]; states: DeliveryState[]; set: string; value: string | null }

async function change(tx: PoolClient, { scope }: Actor, { ids, states, set, value }: Change) {
  const sql = sqlValues(value === null ? [] : [value])
  const { rows } = await tx.query<Settled>(
    `UPDATE webhook_delivery d SET ${set}
      WHERE d.id = ANY(${sql.bind(ids)}::uuid[]) AND d.state = ANY(${sql.bind(states)}::text[])
        AND ${scopeCondition('d', scope, sql)}
      RETURNING d.connection_id AS "connectionId", d.vendor, d.store_id AS "storeId"`,
    sql.values,
  )
  if (rows.length > 0) return rows
  throw new AppError(
    'conflict',
    'Nothing was changed: by now it has been worked on, or somebody else has seen to it. Look at it again.',
  )
}

async function tell(
  tx: PoolClient,
  { userId, scope: { organizationId } }: Actor,
  settled: Settled[],
  { action, ...detail }: { action: string; ids: string[]; reason?: string },
): Promise<void> {
  const subject = detail.ids.length === 1 ? `notice:${detail.ids[0]}` : ''
  await recordAudit(tx, {
    organizationId,
    userId,
    action,
    subject,
    detail: { count: settled.length, ...detail },
  })
  for (const { connectionId, storeId } of connectionsOf(settled))
    await notifyLive(tx, { organizationId, storeId, topic: 'notice', id: connectionId, connectionId })
}
