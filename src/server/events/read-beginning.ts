import type { Queryable } from '#server/db/transaction.ts'
import {
  type EntryRow,
  entriesPerPage,
  entryColumns,
  type StreamEntry,
  toStreamEntry,
} from './stream-entry.ts'

/** An event with the stream it belongs to. */
export type CausedEntry = StreamEntry & { stream: string }

/**
 * All that came of one beginning (a run, a delivery, a request), whatever it happened to, newest first, fifty at a
 * time. The caller has made sure that the reader may see it. Each type is looked up by itself, so that a rare one among
 * a hundred thousand others is found at once.
 * @param before a position; only what came earlier
 * @returns data in its newest schema version
 */
export async function readBeginning(
  db: Queryable,
  organizationId: string,
  correlationId: string,
  types: readonly string[],
  before?: string,
): Promise<CausedEntry[]> {
  const { rows } = await db.query<EntryRow & { stream: string }>(
    `SELECT e.stream, ${entryColumns}
       FROM unnest($3::text[]) AS wanted(type)
      CROSS JOIN LATERAL (
        SELECT * FROM event
         WHERE correlation_id = $2 AND type = wanted.type AND organization_id = $1
           AND ($4::bigint IS NULL OR position < $4)
         ORDER BY position DESC LIMIT ${entriesPerPage}
      ) e
       LEFT JOIN user_account u ON u.id = (e.cause->>'userId')::uuid
      ORDER BY e.position DESC LIMIT ${entriesPerPage}`,
    [organizationId, correlationId, types, before ?? null],
  )
  return rows.map(({ stream, ...row }) => ({ ...toStreamEntry(row), stream }))
}
