import type { Queryable } from '#server/db/transaction.ts'

/** Up to `position` everything is settled once no transaction below `transaction` runs any more. */
export type Fence = { position: string; transaction: string }

/**
 * Marks where the log ends now. Positions are taken before transactions commit, so the end may still have holes that
 * fill later. Whoever holds a position up to this one had its transaction id before taking it (`appendEvents`), so that
 * an id taken here, after reading the end, is above all of theirs. A snapshot's xmax would not do: it is one past the
 * highest id that has *ended*, and one still running may be above it.
 * The sequence is read first, in a statement of its own; its cache is 1, so no session keeps positions for later.
 * @returns null when the reader has read that far: an id is spent only where there is something to read
 */
export async function takeFence(db: Queryable, reader: string): Promise<Fence | null> {
  const end = await db.query<{ position: string }>(
    `SELECT last_value::text AS position FROM event_position_seq
      WHERE is_called AND NOT EXISTS (SELECT FROM event_reader WHERE name = $1 AND position >= last_value)`,
    [reader],
  )
  const [last] = end.rows
  if (!last) return null
  const ids = await db.query<{ transaction: string }>('SELECT pg_current_xact_id()::text AS transaction')
  return ids.rows[0] ? { ...last, ...ids.rows[0] } : null
}

/**
 * Whether every transaction that took a position up to the fence has ended: then events up to it are all there or never
 * will be, and reading them in the order of positions skips none.
 */
export async function isSettled(db: Queryable, fence: Fence): Promise<boolean> {
  const { rows } = await db.query<{ settled: boolean }>(
    'SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8 AS settled',
    [fence.transaction],
  )
  return rows[0]?.settled ?? false
}
