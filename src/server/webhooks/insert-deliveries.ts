import type { PoolClient } from 'pg'
import type { SyncEntity } from '#server/model/sync.ts'

/** A proved delivery as it is kept. */
export type NewDelivery = {
  id: string
  organizationId: string
  storeId: string
  connectionId: string
  vendor: string
  origin: 'vendor' | 'test'
  topic: string
  deliveryKey: string
  /** Sealed. */
  body: string
  bodyBytes: number
  /** Masked. */
  headers: Record<string, string>
  /** Of its address, without what proves it. */
  query: string
  /** `ignored`: nothing is to be done about it. */
  state: 'received' | 'ignored'
  occurredAt: Date | null
  records: { entity: SyncEntity; sourceId: string }[]
}

/** A connection whose notices are to be worked on. */
export type WokenLine = { connectionId: string; vendor: string }

/**
 * Puts the job that works on a connection's notices into the queue, one a connection, in the same transaction.
 * @returns those that had a job waiting already. It may be done before this transaction commits, and see nothing of it
 */
export type WakeConnections = (tx: PoolClient, lines: WokenLine[]) => Promise<WokenLine[]>

/**
 * Keeps deliveries, each once: one that is there already counts as a duplicate of what is kept. The deliveries, the
 * records they speak of and the jobs that work on them are one transaction.
 * @returns for each whether it was new
 */
export async function insertDeliveries(
  tx: PoolClient,
  deliveries: NewDelivery[],
  wake: WakeConnections,
): Promise<('stored' | 'duplicate')[]> {
  const groups = [...Map.groupBy(deliveries, keyOf)].sort(([a], [b]) => (a < b ? -1 : 1))
  const firsts = groups.flatMap(([, [first, ...others]]) =>
    first ? [{ ...first, more: others.length }] : [],
  )
  const spoken = firsts.flatMap(({ id, records }) => records.map((record) => ({ id, ...record })))
  const { rows } = await tx.query<{ id: string }>({
    name: 'insert-deliveries',
    text: statement,
    values: [
      firsts.map((each) => each.id),
      firsts.map((each) => each.organizationId),
      firsts.map((each) => each.storeId),
      firsts.map((each) => each.connectionId),
      firsts.map((each) => each.vendor),
      firsts.map((each) => each.origin),
      firsts.map((each) => each.topic),
      firsts.map((each) => each.deliveryKey),
      firsts.map((each) => each.body),
      firsts.map((each) => each.bodyBytes),
      firsts.map((each) => JSON.stringify(each.headers)),
      firsts.map((each) => each.state),
      firsts.map((each) => each.occurredAt),
      firsts.map((each) => each.more),
      firsts.map((each) => each.query),
      spoken.map((each) => each.id),
      spoken.map((each) => each.entity),
      spoken.map((each) => each.sourceId),
    ],
  })
  const stored = new Set(rows.map(({ id }) => id))
  const toDo = firsts.filter(({ id, state }) => stored.has(id) && state === 'received')
  const lines = new Map(toDo.map(({ connectionId, vendor }) => [connectionId, { connectionId, vendor }]))
  if (lines.size > 0) await wake(tx, [...lines.values()])
  return deliveries.map(({ id }) => (stored.has(id) ? 'stored' : 'duplicate'))
}

/** Rows in the order of their keys: two processes that keep the same deliveries never wait for each other in a circle. */
const statement = `
  WITH input AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[],
                         $9::text[], $10::int[], $11::text[], $12::text[], $13::timestamptz[], $14::int[], $15::text[])
      WITH ORDINALITY AS i(id, organization_id, store_id, connection_id, vendor, origin, topic, delivery_key, body,
                           body_bytes, headers, state, occurred_at, more, query, place)
  ), kept AS (
    INSERT INTO webhook_delivery AS d (id, organization_id, store_id, connection_id, vendor, origin, topic, delivery_key,
                                       body, body_bytes, headers, state, occurred_at, duplicates, query, processed_at)
    SELECT id, organization_id, store_id, connection_id, vendor, origin, topic, delivery_key, body, body_bytes,
           headers::jsonb, state, occurred_at, more, query, CASE WHEN state = 'ignored' THEN now() END
      FROM input ORDER BY place
    ON CONFLICT (connection_id, delivery_key) DO UPDATE SET duplicates = d.duplicates + 1 + excluded.duplicates
    RETURNING id, connection_id
  ), spoken AS (
    INSERT INTO webhook_delivery_record (delivery_id, connection_id, entity, source_id)
    SELECT r.delivery_id, k.connection_id, r.entity, r.source_id
      FROM unnest($16::uuid[], $17::text[], $18::text[]) AS r(delivery_id, entity, source_id)
      JOIN kept k ON k.id = r.delivery_id
    ON CONFLICT DO NOTHING
  )
  SELECT id FROM kept`

const keyOf = ({ connectionId, deliveryKey }: NewDelivery) => `${connectionId} ${deliveryKey}`
