import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { BusEvent } from '#server/events/bus.ts'

/** What a connection's events are counted as. */
export const changeKinds = [
  'came',
  'changed',
  'repriced',
  'gone',
  'stock',
  'batches',
  'orders',
  'customers',
] as const
export type ChangeKind = (typeof changeKinds)[number]

const kinds: Record<string, ChangeKind> = {
  'product.created': 'came',
  'product.changed': 'changed',
  'product.removed': 'gone',
  'inventory.changed': 'stock',
  'batches.changed': 'batches',
  'order.created': 'orders',
  'order.changed': 'orders',
  'customer.created': 'customers',
  'customer.changed': 'customers',
  'customer.removed': 'customers',
}

const fieldsSchema = z.object({ changes: z.array(z.object({ field: z.string() })) })

/** A product one of whose prices changed counts as repriced, whatever else did. */
export function kindOf(event: Pick<BusEvent, 'type' | 'data'>): ChangeKind | undefined {
  const kind = Object.hasOwn(kinds, event.type) ? kinds[event.type] : undefined
  if (kind !== 'changed') return kind
  const parsed = fieldsSchema.safeParse(event.data)
  const priced = parsed.success && parsed.data.changes.some(({ field }) => /Price(Minor|s)$/.test(field))
  return priced ? 'repriced' : 'changed'
}

/**
 * Keeps how much changed through each connection, by hour. Durable subscriber: its counts and its place in the log are
 * one transaction, so nothing is counted twice or left out.
 */
export const changeCounter = {
  name: 'change-counts',
  types: Object.keys(kinds),
  async handle(tx: PoolClient, events: BusEvent[]): Promise<void> {
    const counted = events.flatMap((event) => {
      const kind = kindOf(event)
      return kind && event.connectionId
        ? [{ kind, connectionId: event.connectionId, at: event.occurredAt }]
        : []
    })
    await tx.query(
      `INSERT INTO change_count AS c (connection_id, hour, kind, count)
       SELECT i.connection_id, date_trunc('hour', i.at, 'UTC'), i.kind, count(*)
         FROM unnest($1::uuid[], $2::timestamptz[], $3::text[]) AS i(connection_id, at, kind)
         JOIN connection ON connection.id = i.connection_id
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
       ON CONFLICT (connection_id, hour, kind) DO UPDATE SET count = c.count + excluded.count`,
      [
        counted.map((each) => each.connectionId),
        counted.map((each) => each.at),
        counted.map((each) => each.kind),
      ],
    )
  },
}
