import type { Queryable } from '#server/db/transaction.ts'
import { readEvent } from './read-event.ts'

/** One event of a stream, with what caused it in names. */
export type StreamEntry = {
  /** Place in the log; the last one of a page is the next page's `before`. */
  position: string
  type: string
  at: Date
  data: unknown
  cause: { runId?: string; deliveryId?: string; userName?: string }
}

const pageSize = 50

type Row = Omit<StreamEntry, 'cause'> & {
  schemaVersion: number
  runId: string | null
  deliveryId: string | null
  userName: string | null
}

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
  const { rows } = await db.query<Row>(
    `SELECT e.position::text, e.type, e.occurred_at AS at, e.schema_version AS "schemaVersion", e.data,
            e.cause->>'runId' AS "runId", e.cause->>'deliveryId' AS "deliveryId", u.name AS "userName"
       FROM event e
       LEFT JOIN user_account u ON u.id = (e.cause->>'userId')::uuid
      WHERE e.stream = $1 AND e.organization_id = $2 AND ($3::bigint IS NULL OR e.position < $3)
        AND ($4::text[] IS NULL OR e.type = ANY($4::text[]))
      ORDER BY e.version DESC LIMIT ${pageSize}`,
    [stream, organizationId, before ?? null, types ?? null],
  )
  return rows.map(({ runId, deliveryId, userName, ...stored }) => {
    const { schemaVersion: _, ...entry } = readEvent(stored)
    return {
      ...entry,
      cause: {
        ...(runId === null ? {} : { runId }),
        ...(deliveryId === null ? {} : { deliveryId }),
        ...(userName === null ? {} : { userName }),
      },
    }
  })
}
