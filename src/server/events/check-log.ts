import type { Queryable } from '#server/db/transaction.ts'
import { findEventType } from './event-types.ts'

/** A stream whose versions do not run from the first one kept to its head, each once. */
export type BrokenStream = { stream: string; head: number; first: number; last: number; events: number }

export type LogCheck = {
  events: number
  streams: number
  broken: BrokenStream[]
  /** Types this version of Cairn does not know, with how many events there are of each. */
  unknown: { type: string; count: number }[]
  /** Events that no month's table took. */
  unplaced: number
}

/** Counts the whole log through and names every stream with a gap or a double; at most a thousand of them. */
export async function checkLog(db: Queryable): Promise<LogCheck> {
  const totals = await db.query<{ events: number; streams: number; unplaced: number }>(
    `SELECT (SELECT count(*)::int FROM event) AS events, (SELECT count(*)::int FROM event_stream) AS streams,
            (SELECT count(*)::int FROM event_default) AS unplaced`,
  )
  const broken = await db.query<BrokenStream>(
    `SELECT stream, coalesce(h.version, 0) AS head, coalesce(e.first, 0) AS first, coalesce(e.last, 0) AS last,
            coalesce(e.events, 0) AS events
       FROM event_stream h
       FULL JOIN (SELECT stream, min(version) AS first, max(version) AS last, count(*)::int AS events,
                         count(DISTINCT version)::int AS versions
                    FROM event GROUP BY stream) e USING (stream)
      WHERE h.stream IS NULL
         OR coalesce(e.events, 0) <> h.version - h.forgotten
         OR e.versions <> e.events OR e.first <> h.forgotten + 1 OR e.last <> h.version
      ORDER BY stream LIMIT 1000`,
  )
  const types = await db.query<{ type: string; count: number }>(
    'SELECT type, count(*)::int AS count FROM event GROUP BY type ORDER BY type',
  )
  const { events = 0, streams = 0, unplaced = 0 } = totals.rows[0] ?? {}
  return {
    events,
    streams,
    unplaced,
    broken: broken.rows,
    unknown: types.rows.filter(({ type }) => findEventType(type) === undefined),
  }
}
