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

/** Entries a reader gets at a time. */
export const entriesPerPage = 50

/** Columns of `event e LEFT JOIN user_account u` that `toStreamEntry` reads. */
export const entryColumns = `e.position::text, e.type, e.occurred_at AS at, e.schema_version AS "schemaVersion", e.data,
  e.cause->>'runId' AS "runId", e.cause->>'deliveryId' AS "deliveryId", u.name AS "userName"`

export type EntryRow = Omit<StreamEntry, 'cause'> & {
  schemaVersion: number
  runId: string | null
  deliveryId: string | null
  userName: string | null
}

/** A stored event as readers get it: data in its newest schema version, and only the cause there is. */
export function toStreamEntry({ runId, deliveryId, userName, ...stored }: EntryRow): StreamEntry {
  const { schemaVersion: _, ...entry } = readEvent(stored)
  return {
    ...entry,
    cause: {
      ...(runId === null ? {} : { runId }),
      ...(deliveryId === null ? {} : { deliveryId }),
      ...(userName === null ? {} : { userName }),
    },
  }
}
