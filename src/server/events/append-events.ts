import type { PoolClient } from 'pg'
import { currentCorrelation } from '#server/lib/correlation.ts'
import { newId } from '#server/lib/ids.ts'
import { currentSchemaVersion } from './event-types.ts'

/** Something that happened. `cause`: where it is another than that of the events it is appended with. */
export type NewEvent = { stream: string; type: string; data: unknown; cause?: EventCause }

/** What made an event happen: a run, a notice, a person, or the environment a connection is declared in. */
export type EventCause =
  | { runId: string }
  | { deliveryId: string }
  | { userId: string }
  | { environment: true }

/**
 * Whose events they are and what caused them. `correlationId`: what they began with; absent, it is the run's or the
 * delivery's id, the request's, or a new one.
 */
export type EventContext = {
  organizationId: string
  storeId: string | null
  connectionId: string | null
  cause: EventCause
  correlationId?: string
}

/**
 * One statement: the heads of the streams give the versions and their row locks order whoever appends to the same
 * stream, so that versions have no gap and no double whatever partition they lie in. Heads are locked in the order of
 * their names: two that append to the same streams never wait for each other in a circle. The time is the statement's,
 * not the transaction's, and never earlier than the stream's last: whoever waited for a lock did so before it.
 * The join needs the heads first, so the transaction has its id before a position is taken; readers rely on that
 * (`settledPosition`).
 */
const append = `
  WITH incoming AS MATERIALIZED (
    SELECT * FROM unnest($4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::int[], $9::text[], $10::int[], $11::text[])
      WITH ORDINALITY AS i(cause, correlation_id, id, stream, following, type, schema_version, data, place)
  ), head AS (
    INSERT INTO event_stream AS h (stream, version, last_at)
    SELECT stream, count(*), statement_timestamp() FROM incoming GROUP BY stream ORDER BY stream
    ON CONFLICT (stream) DO UPDATE SET version = h.version + excluded.version,
                                       last_at = greatest(h.last_at, excluded.last_at)
    RETURNING stream, version, last_at
  )
  INSERT INTO event (organization_id, store_id, connection_id, cause, correlation_id, id, stream, version, type,
                     schema_version, data, occurred_at)
  SELECT $1, $2, $3, cause::jsonb, correlation_id, id, stream, head.version - following, type, schema_version,
         data::jsonb, head.last_at
    FROM incoming JOIN head USING (stream) ORDER BY place`

/** Appends events in the caller's transaction, in the given order. Versions count up in each stream without gaps. */
export async function appendEvents(tx: PoolClient, context: EventContext, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return
  const begun = context.correlationId ?? currentCorrelation() ?? newId()
  const causes = events.map((event) => event.cause ?? context.cause)
  await tx.query(append, [
    context.organizationId,
    context.storeId,
    context.connectionId,
    causes.map((cause) => JSON.stringify(cause)),
    causes.map((cause) => context.correlationId ?? beginningOf(cause) ?? begun),
    events.map(() => newId()),
    events.map((event) => event.stream),
    countFollowing(events),
    events.map((event) => event.type),
    events.map((event) => currentSchemaVersion(event.type)),
    events.map((event) => JSON.stringify(event.data)),
  ])
}

function beginningOf(cause: EventCause): string | undefined {
  if ('runId' in cause) return cause.runId
  return 'deliveryId' in cause ? cause.deliveryId : undefined
}

/** For each event, how many of the same stream come after it. */
function countFollowing(events: NewEvent[]): number[] {
  const seen = new Map<string, number>()
  return events
    .toReversed()
    .map(({ stream }) => {
      const following = seen.get(stream) ?? 0
      seen.set(stream, following + 1)
      return following
    })
    .toReversed()
}
