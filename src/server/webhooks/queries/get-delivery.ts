import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { vendorFace } from '#server/adapters/vendor-face.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import { hasBody } from '../delivery-body.ts'
import type { DeliveryOrigin, DeliveryState } from './delivery-filter.ts'
import { type DeliverySubject, findSubjects } from './find-subjects.ts'

export type DeliveryView = {
  delivery: {
    id: string
    origin: DeliveryOrigin
    topic: string
    deliveryKey: string
    state: DeliveryState
    headers: Record<string, string>
    /** Of its address, without what proves it. */
    query: string
    bodyBytes: number
    duplicates: number
    attempts: number
    nextAttemptAt: Date | null
    errorKind: string | null
    errorMessage: string | null
    occurredAt: Date | null
    receivedAt: Date
    processedAt: Date | null
    /** Whether its body is still kept, its own or that of the delivery it repeats. */
    replayable: boolean
  }
  /** Origin poll: the sync that found it. */
  runId: string | null
  /** What it speaks of and what became of each; a hundred at most. */
  subjects: DeliverySubject[]
  subjectCount: number
  original: { id: string; receivedAt: Date } | null
  /** The twenty newest. */
  replays: { id: string; receivedAt: Date; state: DeliveryState }[]
  connection: { id: string; name: string; vendorName: string; vendorLogo: string }
  store: { id: string; name: string; timeZone: string }
}

type Head = DeliveryView['delivery'] & {
  effects: unknown
  original: { id: string; receivedAt: string } | null
  connectionId: string
  connectionName: string
  vendor: string
  storeId: string
  storeName: string
  timeZone: string
}

/**
 * A delivery with what it speaks of, what it changed, and what was repeated of it; its body is asked for alone.
 * @param reader `seesCustomers`: whether customers are named
 * @throws {AppError} not_found, also for a delivery outside the scope
 */
export async function getDelivery(
  db: Queryable,
  reader: { scope: QueryScope; seesCustomers: boolean },
  id: string,
): Promise<DeliveryView> {
  const { effects, original, connectionId, connectionName, vendor, ...rest } = await findHead(
    db,
    reader.scope,
    id,
  )
  const { storeId, storeName, timeZone, ...delivery } = rest
  const { receivedAt } = delivery
  const runId = delivery.origin === 'poll' ? (delivery.deliveryKey.split(':')[0] ?? null) : null
  const [{ subjects, count }, replays] = await Promise.all([
    findSubjects(db, { id, connectionId, receivedAt, runId, effects }, reader.seesCustomers),
    db.query<DeliveryView['replays'][number]>(
      `SELECT id, received_at AS "receivedAt", state FROM webhook_delivery
        WHERE replay_of_id = $1 ORDER BY received_at DESC, id DESC LIMIT 20`,
      [id],
    ),
  ])
  return {
    delivery,
    runId,
    subjects,
    subjectCount: count,
    original: original && { id: original.id, receivedAt: new Date(original.receivedAt) },
    replays: replays.rows,
    connection: { id: connectionId, name: connectionName, ...vendorFace(vendor) },
    store: { id: storeId, name: storeName, timeZone },
  }
}

async function findHead(db: Queryable, scope: QueryScope, id: string): Promise<Head> {
  const sql = sqlValues()
  const { rows } = await db.query<Head>(
    `SELECT d.id, d.origin, d.topic, d.delivery_key AS "deliveryKey", d.state, d.headers, coalesce(o.query, d.query) AS query, d.body_bytes AS "bodyBytes",
            d.duplicates, d.attempts, d.next_attempt_at AS "nextAttemptAt", d.error_kind AS "errorKind",
            d.error_message AS "errorMessage", d.occurred_at AS "occurredAt", d.received_at AS "receivedAt",
            d.processed_at AS "processedAt", (${hasBody('o')} OR ${hasBody('d')}) AS replayable, d.effects,
            CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('id', o.id, 'receivedAt', o.received_at) END AS original,
            n.id AS "connectionId", n.name AS "connectionName", n.vendor, s.id AS "storeId", s.name AS "storeName",
            s.time_zone AS "timeZone"
       FROM webhook_delivery d
       LEFT JOIN webhook_delivery o ON o.id = d.replay_of_id
       JOIN connection n ON n.id = d.connection_id
       JOIN store s ON s.id = d.store_id
      WHERE d.id = ${sql.bind(id)} AND ${scopeCondition('d', scope, sql)}`,
    sql.values,
  )
  const [head] = rows
  if (!head) {
    throw new AppError(
      'not_found',
      'There is no such notice. It may have been removed with its connection, or because of its age.',
    )
  }
  return head
}
