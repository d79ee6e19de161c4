import type { Queryable } from '#server/db/transaction.ts'
import {
  type EntryRow,
  entriesPerPage,
  entryColumns,
  type StreamEntry,
  toStreamEntry,
} from './stream-entry.ts'

/**
 * What happened to one thing, newest first, fifty at a time. The caller has made sure that the reader may see it.
 * @param before a position; only what came earlier
 * @param types only events of these; absent: all
 * @returns data in its newest schema version
 */
export async function readStream(
  db: Queryable,
  organizationId: string,
  stream: string,
  before?: string,
  types?: readonly string[],
): Promise<StreamEntry[]> {
  const { rows } = await db.query<EntryRow>(
    `SELECT ${entryColumns}
       FROM event e
       LEFT JOIN user_account u ON u.id = (e.cause->>'userId')::uuid
      WHERE e.stream = $1 AND e.organization_id = $2 AND ($3::bigint IS NULL OR e.position < $3)
        AND ($4::text[] IS NULL OR e.type = ANY($4::text[]))
      ORDER BY e.version DESC LIMIT ${entriesPerPage}`,
    [stream, organizationId, before ?? null, types ?? null],
  )
  return rows.map(toStreamEntry)
}
