import type { PoolClient } from 'pg'
import { newId } from '#server/lib/ids.ts'

/** Something that happened. `isNew`: the stream begins with it (saves looking up its last version). */
export type NewEvent = { stream: string; type: string; data: unknown; isNew?: boolean }

/** Whose events they are and what caused them. */
export type EventContext = {
  organizationId: string
  storeId: string | null
  connectionId: string | null
  cause: { runId: string } | { userId: string } | { environment: true }
}

/**
 * Appends events in the caller's transaction, in the given order. Versions count up in each stream without gaps.
 * @throws a unique violation when another transaction wrote to one of the streams meanwhile
 */
export async function appendEvents(tx: PoolClient, context: EventContext, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return
  const known = [...new Set(events.filter((event) => !event.isNew).map((event) => event.stream))]
  const versions = new Map<string, number>()
  if (known.length > 0) {
    const { rows } = await tx.query<{ stream: string; version: number }>(
      `SELECT s.stream, e.version FROM unnest($1::text[]) AS s(stream)
        CROSS JOIN LATERAL (
          SELECT version FROM event WHERE stream = s.stream ORDER BY version DESC LIMIT 1) e`,
      [known],
    )
    for (const row of rows) versions.set(row.stream, row.version)
  }
  const numbered = events.map((event) => {
    const version = (versions.get(event.stream) ?? 0) + 1
    versions.set(event.stream, version)
    return { ...event, version }
  })
  await tx.query(
    `INSERT INTO event (organization_id, store_id, connection_id, cause, id, stream, version, type, data)
     SELECT $1, $2, $3, $4, id, stream, version, type, data::jsonb
       FROM unnest($5::uuid[], $6::text[], $7::int[], $8::text[], $9::text[])
         WITH ORDINALITY AS i(id, stream, version, type, data, place)
      ORDER BY place`,
    [
      context.organizationId,
      context.storeId,
      context.connectionId,
      JSON.stringify(context.cause),
      numbered.map(() => newId()),
      numbered.map((event) => event.stream),
      numbered.map((event) => event.version),
      numbered.map((event) => event.type),
      numbered.map((event) => JSON.stringify(event.data)),
    ],
  )
}
