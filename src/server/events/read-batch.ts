import type { Pool } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import type { BusEvent, BusFilter, BusHandler } from './bus.ts'
import { readEvent } from './read-event.ts'

/** Enough to be quick, little enough that a batch never holds its transaction for long. */
const batchSize = 500

const columns = `position::text, id, organization_id AS "organizationId", store_id AS "storeId",
  connection_id AS "connectionId", stream, version, type, schema_version AS "schemaVersion", data, cause,
  correlation_id AS "correlationId", occurred_at AS "occurredAt"`

/**
 * Hands a reader its next events up to a settled position and moves it past them, in one transaction.
 * @param until a position up to which the log is settled (`isSettled`)
 * @returns how it went: `busy` when another process works for this reader, `done` when it has read up to `until`
 * @throws what the handler throws; the reader then stays where it was
 */
export function readBatch(
  pool: Pool,
  name: string,
  filter: BusFilter,
  until: string,
  handler: BusHandler,
): Promise<'busy' | 'more' | 'done'> {
  return inTransaction(async (tx) => {
    const reader = await tx.query<{ position: string }>(
      'SELECT position::text FROM event_reader WHERE name = $1 FOR UPDATE SKIP LOCKED',
      [name],
    )
    const [place] = reader.rows
    if (!place) return 'busy'
    if (BigInt(place.position) >= BigInt(until)) return 'done'
    const { rows } = await tx.query<BusEvent>(
      `SELECT ${columns} FROM event
        WHERE position > $1 AND position <= $2 AND ($3::text[] IS NULL OR type = ANY($3::text[]))
        ORDER BY position LIMIT ${batchSize}`,
      [place.position, until, filter.types ?? null],
    )
    if (rows.length > 0) await handler(tx, rows.map(readEvent))
    const full = rows.length === batchSize
    await tx.query('UPDATE event_reader SET position = $2, updated_at = now() WHERE name = $1', [
      name,
      full ? rows.at(-1)?.position : until,
    ])
    return full ? 'more' : 'done'
  }, pool)
}

/** Makes a reader that begins with the oldest event there is, unless it is known already. */
export async function registerReader(pool: Pool, name: string): Promise<void> {
  await pool.query('INSERT INTO event_reader (name) VALUES ($1) ON CONFLICT (name) DO NOTHING', [name])
}
