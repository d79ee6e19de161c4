import type { Queryable } from '#server/db/transaction.ts'
import { keptBody } from '../delivery-body.ts'

/** A delivery that is to be worked on. */
export type OpenDelivery = {
  id: string
  /** It repeats another, because a person wants it so. */
  replay: boolean
  /** Whose body it has: its own, or that of the delivery it repeats. */
  bodyOf: string
  /** Sealed; null when it is no longer kept. */
  body: Buffer | null
  headers: Record<string, string>
  /** Of its address, without what proves it. */
  query: string
  topic: string
  occurredAt: Date | null
  receivedAt: Date
  attempts: number
}

/** Deliveries worked on at a time: as many as ids one call reads again. */
const most = 250

/**
 * The deliveries of a connection whose turn it is, in the order in which they came; replays, of which there may be many,
 * after what is new. One that speaks of a record an earlier one still waits to be tried again for stays behind it; all
 * others go past.
 */
export async function findOpen(db: Queryable, connectionId: string, now: Date): Promise<OpenDelivery[]> {
  const { rows } = await db.query<OpenDelivery>(
    `WITH held AS MATERIALIZED (
       SELECT r.entity, r.source_id, w.received_at, w.id
         FROM webhook_delivery w JOIN webhook_delivery_record r ON r.delivery_id = w.id
        WHERE w.connection_id = $1 AND w.state IN ('received', 'waiting') AND w.next_attempt_at > $2
     )
     SELECT d.id, d.origin = 'replay' AS replay, coalesce(o.id, d.id) AS "bodyOf", CASE WHEN o.id IS NULL THEN ${keptBody('d')} ELSE ${keptBody('o')} END AS body,
            d.headers, coalesce(o.query, d.query) AS query, d.topic, d.occurred_at AS "occurredAt", d.received_at AS "receivedAt", d.attempts
       FROM webhook_delivery d LEFT JOIN webhook_delivery o ON o.id = d.replay_of_id
      WHERE d.connection_id = $1 AND d.state IN ('received', 'waiting')
        AND (d.next_attempt_at IS NULL OR d.next_attempt_at <= $2)
        AND NOT EXISTS (
          SELECT FROM webhook_delivery_record r JOIN held h ON h.entity = r.entity AND h.source_id = r.source_id
           WHERE r.delivery_id = d.id AND (h.received_at, h.id) < (d.received_at, d.id))
      ORDER BY d.origin = 'replay', d.received_at, d.id LIMIT ${most}`,
    [connectionId, now],
  )
  return rows
}

/** When the next delivery that waits is to be tried again; null when none waits. */
export async function nextAttempt(db: Queryable, connectionId: string): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    `SELECT min(next_attempt_at) AS at FROM webhook_delivery
      WHERE connection_id = $1 AND state IN ('received', 'waiting') AND next_attempt_at IS NOT NULL`,
    [connectionId],
  )
  return rows[0]?.at ?? null
}
