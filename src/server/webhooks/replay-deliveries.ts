import type { PoolClient } from 'pg'
import { recordAudit } from '#server/access/audit.ts'
import type { QueryScope } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import { notifyLive } from '#server/events/notify-live.ts'
import { AppError } from '#server/lib/errors.ts'
import { newId } from '#server/lib/ids.ts'
import type { WakeConnections } from './insert-deliveries.ts'
import { mostReplayed, previewReplay, type ReplaySelection, replayedIds } from './replay-selection.ts'

/** The copies of one replay share all but the last twelve digits of their ids: those count them, oldest first. */
const sharedDigits = 24

/** The ids of a replay's copies lie between these two. */
export function idsOfReplay(replayId: string): { first: string; last: string } {
  const shared = replayId.slice(0, sharedDigits)
  return { first: `${shared}000000000000`, last: `${shared}ffffffffffff` }
}

/**
 * Repeats deliveries: each becomes a new one of origin `replay` that waits to be worked on, in the order in which they
 * came, all in one statement. Their bodies stay where they are. What is applied is decided as ever: what they tell is
 * mapped again, and never overwrites anything fresher.
 * @param actor who asks, within their stores
 * @returns the replay's id, by which it can be watched
 * @throws {AppError} conflict when there is nothing to repeat, or too much at once
 */
export async function replayDeliveries(
  tx: PoolClient,
  actor: { userId: string; scope: QueryScope },
  selection: ReplaySelection,
  wake: WakeConnections,
): Promise<{ replayId: string; count: number }> {
  const { count } = await previewReplay(tx, actor.scope, selection)
  if (count === 0) {
    throw new AppError(
      'conflict',
      'None of these can be replayed: tests and what polling found have nothing to apply, and bodies of old notices are no longer kept. A full sync reads everything as it is now.',
    )
  }
  if (count > mostReplayed) {
    throw new AppError(
      'conflict',
      `That is ${count.toLocaleString('en-US')} deliveries; ${mostReplayed.toLocaleString('en-US')} is the most for one replay. Choose a shorter time and replay part after part.`,
    )
  }
  const replayId = newId()
  const connections = await copy(tx, actor.scope, selection, replayId)
  const made = connections.reduce((sum, connection) => sum + connection.count, 0)
  await recordAudit(tx, {
    organizationId: actor.scope.organizationId,
    userId: actor.userId,
    action: 'notices.replayed',
    subject: `replay:${replayId}`,
    detail: { count: made, connections: connections.map(({ connectionId }) => connectionId), ...selection },
  })
  const { organizationId } = actor.scope
  await wake(tx, connections)
  for (const { connectionId, storeId } of connections) {
    await notifyLive(tx, { organizationId, storeId, topic: 'notice', id: connectionId, connectionId })
  }
  return { replayId, count: made }
}

type Copied = { connectionId: string; vendor: string; storeId: string; count: number }

/**
 * What was known only as it came in is taken for having happened then: a copy made now must not pass for news.
 */
async function copy(
  tx: PoolClient,
  scope: QueryScope,
  selection: ReplaySelection,
  replayId: string,
): Promise<Copied[]> {
  const sql = sqlValues()
  const shared = sql.bind(replayId.slice(0, sharedDigits))
  const { rows } = await tx.query<Copied>(
    `WITH numbered AS (
       SELECT o.*, (${shared} || lpad(to_hex(row_number() OVER (ORDER BY o.received_at, o.id)), 12, '0'))::uuid AS copy_id
         FROM webhook_delivery o WHERE o.id IN (${replayedIds(scope, selection, sql)})
     ), copies AS (
       INSERT INTO webhook_delivery (id, organization_id, store_id, connection_id, vendor, origin, topic, delivery_key,
                                     body_bytes, headers, replay_of_id, occurred_at)
       SELECT copy_id, organization_id, store_id, connection_id, vendor, 'replay', topic, 'replay:' || copy_id,
              body_bytes, headers, id, coalesce(occurred_at, received_at)
         FROM numbered
       RETURNING id, connection_id, vendor, store_id, replay_of_id
     ), records AS (
       INSERT INTO webhook_delivery_record (delivery_id, connection_id, entity, source_id)
       SELECT c.id, r.connection_id, r.entity, r.source_id
         FROM copies c JOIN webhook_delivery_record r ON r.delivery_id = c.replay_of_id
     )
     SELECT connection_id AS "connectionId", vendor, store_id AS "storeId", count(*)::int AS count
       FROM copies GROUP BY 1, 2, 3 ORDER BY 1`,
    sql.values,
  )
  return rows
}
