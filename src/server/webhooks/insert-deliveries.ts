import type { PoolClient } from 'pg'
import type { Queryable } from '#server/db/transaction.ts'
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
  body: Buffer
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
 * As {@link WakeConnections}, within a statement of the caller's: one commit and one way there and back for both.
 * @param run does `insertion` among what else it does, and returns the ids it returned; called once, whatever `lines` holds.
 *   `insertion` is an `INSERT … RETURNING id …` whose `$1` is `jobs`: a JSON array, in the order of `lines`
 */
export type WakeWithin = (
  lines: WokenLine[],
  run: (insertion: string, jobs: string) => Promise<string[]>,
) => Promise<WokenLine[]>

/**
 * Keeps deliveries, each once: one that is there already counts as a duplicate of what is kept. The deliveries, the
 * records they speak of and the jobs that work on them are one statement, and committed when this resolves.
 * @returns for each whether it was new; and the connections of new ones that had a job waiting already
 */
export async function insertDeliveries(
  db: Queryable,
  deliveries: NewDelivery[],
  wake: WakeWithin,
): Promise<{ outcomes: ('stored' | 'duplicate')[]; waited: WokenLine[] }> {
  const groups = [...Map.groupBy(deliveries, keyOf)].sort(([a], [b]) => (a < b ? -1 : 1))
  const firsts = groups.flatMap(([, [first, ...others]]) =>
    first ? [{ ...first, more: others.length }] : [],
  )
  const toDo = firsts.filter(({ state }) => state === 'received')
  const lines = [...new Map(toDo.map((each) => [each.connectionId, lineOf(each)])).values()]
  let returned = new Set<string>()
  const unmade = await wake(lines, async (insertion, jobs) => {
    const values = [...valuesOf(firsts), jobs, lines.map(({ connectionId }) => connectionId)]
    const text = statementWith(insertion)
    const { rows } = await db.query<{ id: string }>({ name: 'insert-deliveries', text, values })
    returned = new Set(rows.map(({ id }) => id))
    return [...returned]
  })
  const fresh = new Set(toDo.flatMap(({ id, connectionId }) => (returned.has(id) ? [connectionId] : [])))
  return {
    outcomes: deliveries.map(({ id }) => (returned.has(id) ? 'stored' : 'duplicate')),
    waited: unmade.filter(({ connectionId }) => fresh.has(connectionId)),
  }
}

const lineOf = ({ connectionId, vendor }: NewDelivery): WokenLine => ({ connectionId, vendor })

function valuesOf(firsts: (NewDelivery & { more: number })[]): unknown[] {
  const bodies = firsts.map(({ body }) => body)
  const spoken = firsts.flatMap(({ id, records }) => records.map((record) => ({ id, ...record })))
  return [
    firsts.map((each) => each.id),
    firsts.map((each) => each.organizationId),
    firsts.map((each) => each.storeId),
    firsts.map((each) => each.connectionId),
    firsts.map((each) => each.vendor),
    firsts.map((each) => each.origin),
    firsts.map((each) => each.topic),
    firsts.map((each) => each.deliveryKey),
    // End to end, and cut apart there: as bytes among others each would travel in hexadecimal.
    Buffer.concat(bodies),
    startsOf(bodies),
    bodies.map(({ length }) => length),
    firsts.map((each) => each.bodyBytes),
    firsts.map((each) => JSON.stringify(each.headers)),
    firsts.map((each) => each.state),
    firsts.map((each) => each.occurredAt),
    firsts.map((each) => each.more),
    firsts.map((each) => each.query),
    spoken.map((each) => each.id),
    spoken.map((each) => each.entity),
    spoken.map((each) => each.sourceId),
  ]
}

/** Where each begins when all lie end to end; PostgreSQL counts from 1. */
function startsOf(bodies: Buffer[]): number[] {
  let next = 1
  return bodies.map(({ length }) => {
    const start = next
    next += length
    return start
  })
}

/**
 * Rows in the order of their keys: two processes that keep the same deliveries never wait for each other in a circle. Of
 * the jobs only those of connections something new came for are put in.
 */
const statementWith = (insertion: string): string => `
  WITH input AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[],
                         $10::int[], $11::int[], $12::int[], $13::text[], $14::text[], $15::timestamptz[], $16::int[],
                         $17::text[])
      WITH ORDINALITY AS i(id, organization_id, store_id, connection_id, vendor, origin, topic, delivery_key,
                           sealed_from, sealed_bytes, body_bytes, headers, state, occurred_at, more, query, place)
  ), kept AS (
    INSERT INTO webhook_delivery AS d (id, organization_id, store_id, connection_id, vendor, origin, topic, delivery_key,
                                       sealed_body, body_bytes, headers, state, occurred_at, duplicates, query,
                                       processed_at)
    SELECT id, organization_id, store_id, connection_id, vendor, origin, topic, delivery_key,
           substring($9::bytea FROM sealed_from FOR sealed_bytes), body_bytes, headers::jsonb, state, occurred_at, more,
           query, CASE WHEN state = 'ignored' THEN now() END
      FROM input ORDER BY place
    ON CONFLICT (connection_id, delivery_key) DO UPDATE SET duplicates = d.duplicates + 1 + excluded.duplicates
    RETURNING id, connection_id
  ), spoken AS (
    INSERT INTO webhook_delivery_record (delivery_id, connection_id, entity, source_id)
    SELECT r.delivery_id, k.connection_id, r.entity, r.source_id
      FROM unnest($18::uuid[], $19::text[], $20::text[]) AS r(delivery_id, entity, source_id)
      JOIN kept k ON k.id = r.delivery_id
    ON CONFLICT DO NOTHING
  ), made AS (
    ${insertion.replaceAll('$1', newJobs)}
  )
  SELECT id FROM kept UNION ALL SELECT id FROM made`

const newJobs = `(
      SELECT coalesce(json_agg(job), '[]') FROM json_array_elements($21::json) WITH ORDINALITY AS j(job, place)
       WHERE ($22::uuid[])[place] IN (
         SELECT i.connection_id FROM kept JOIN input i ON i.id = kept.id WHERE i.state = 'received'))`

const keyOf = ({ connectionId, deliveryKey }: NewDelivery) => `${connectionId} ${deliveryKey}`
