import type { PoolClient } from 'pg'
import { recordAudit } from '#server/access/audit.ts'
import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import { appendEvents } from '#server/events/append-events.ts'
import { notifyLive } from '#server/events/notify-live.ts'
import { lockConnection } from '#server/ingest/lock-connection.ts'
import { AppError } from '#server/lib/errors.ts'

type Found = { id: string; storeId: string; connectionId: string; sourceId: string; status: string }

/**
 * Erases a person: destroys the key everything of theirs is sealed with, blanks what they were found by, and cuts their
 * orders loose, which stay as figures. The key's row stays without the key, so that no later sync takes them in again.
 * Erasing somebody twice changes nothing.
 * @param actor who asked for it: a person, or the POS by a notice
 * @throws {AppError} not_found, also for a customer outside the scope
 */
export async function eraseCustomer(
  tx: PoolClient,
  actor: { scope: QueryScope; userId: string } | { scope: QueryScope; deliveryId: string },
  id: string,
): Promise<void> {
  const { organizationId } = actor.scope
  const found = await find(tx, actor.scope, id)
  // A page under way may be about to write this person: it ends first, and the next one meets the empty key.
  await lockConnection(tx, found.connectionId)
  const { rowCount } = await tx.query(
    `UPDATE person_key SET sealed = NULL, erased_at = now()
      WHERE connection_id = $1 AND entity = 'customers' AND source_id = $2 AND sealed IS NOT NULL`,
    [found.connectionId, found.sourceId],
  )
  if (rowCount === 0) return
  await tx.query(
    `UPDATE customer SET profile = NULL, email_hash = NULL, phone_hash = NULL, name_hash = NULL, customer_type = NULL,
            status = 'deleted', erased_at = now(), changed_at = now()
      WHERE id = $1`,
    [id],
  )
  await eraseTraces(tx, found)
  const { storeId, connectionId } = found
  const cause = 'userId' in actor ? { userId: actor.userId } : { deliveryId: actor.deliveryId }
  await appendEvents(tx, { organizationId, storeId, connectionId, cause }, [
    {
      stream: `customer:${id}`,
      type: 'customer.erased',
      data: {
        status: 'deleted',
        changes:
          found.status === 'deleted' ? [] : [{ field: 'status', before: found.status, after: 'deleted' }],
        personal: [],
      },
    },
  ])
  await recordAudit(tx, {
    organizationId,
    userId: 'userId' in actor ? actor.userId : null,
    action: 'customer.erased',
    subject: `customer:${id}`,
  })
  await notifyLive(tx, { organizationId, storeId, topic: 'customer', id, connectionId })
}

async function find(tx: PoolClient, scope: QueryScope, id: string): Promise<Found> {
  const sql = sqlValues()
  const { rows } = await tx.query<Found>(
    `SELECT c.id, c.store_id AS "storeId", c.connection_id AS "connectionId", c.source_id AS "sourceId", c.status
       FROM customer c WHERE c.id = ${sql.bind(id)} AND ${scopeCondition('c', scope, sql)}`,
    sql.values,
  )
  const [found] = rows
  if (!found) {
    throw new AppError(
      'not_found',
      'There is no such customer. They may have been removed with their connection.',
    )
  }
  return found
}

/**
 * What is sealed can't be read any more; what remains besides are hashes, issues, the link from orders, and what notices
 * told of the person or their orders.
 */
async function eraseTraces(tx: PoolClient, { connectionId, sourceId }: Found): Promise<void> {
  const place = [connectionId, sourceId]
  await tx.query(
    `WITH records AS (
       UPDATE source_record SET payload = '{"erased":true}', hash = '', deleted_at = now()
        WHERE connection_id = $1 AND entity = 'customers' AND source_id = $2 RETURNING id
     )
     UPDATE source_record_version SET payload = '{"erased":true}', hash = ''
      WHERE record_id IN (SELECT id FROM records)`,
    place,
  )
  await tx.query(
    `DELETE FROM sync_change c USING sync_run r
      WHERE r.id = c.run_id AND r.connection_id = $1 AND c.entity = 'customers' AND c.source_id = $2`,
    place,
  )
  await tx.query(
    `DELETE FROM refused_change WHERE connection_id = $1 AND entity = 'customers' AND source_id = $2`,
    place,
  )
  await tx.query(
    `DELETE FROM record_issue WHERE connection_id = $1 AND entity = 'customers' AND source_id = $2`,
    place,
  )
  // Orders set aside are of nobody knows whom.
  await tx.query(
    `UPDATE record_issue SET payload = NULL WHERE connection_id = $1 AND entity = 'orders' AND payload IS NOT NULL`,
    [connectionId],
  )
  await tx.query(
    `UPDATE webhook_delivery SET body = NULL, sealed_body = NULL WHERE num_nonnulls(body, sealed_body) > 0 AND id IN (
       SELECT delivery_id FROM webhook_delivery_record
        WHERE connection_id = $1 AND entity = 'customers' AND source_id = $2
       UNION ALL
       SELECT r.delivery_id FROM customer_order o
         JOIN webhook_delivery_record r
           ON r.connection_id = $1 AND r.entity = 'orders' AND r.source_id = o.source_id
        WHERE o.connection_id = $1 AND o.customer_source_id = $2)`,
    place,
  )
  await tx.query(
    'UPDATE customer_order SET customer_source_id = NULL WHERE connection_id = $1 AND customer_source_id = $2',
    place,
  )
}
