import type { Pool, PoolClient } from 'pg'
import type { Queryable } from '#server/db/transaction.ts'
import { inTransaction } from '#server/db/transaction.ts'

/** Months made ahead: a worker that was away for two finds its table all the same. */
const monthsAhead = 3
/** Advisory lock of whoever changes partitions: a number nobody else uses. */
const tidyLock = 7_202

type Month = { name: string; from: string; to: string }

/** The table of a month, counted from January of year 0 on; UTC. */
function monthTable(index: number): Month {
  const day = (month: number) => new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)).toISOString()
  const from = day(index)
  return { name: `event_${from.slice(0, 7).replace('-', '_')}`, from, to: day(index + 1) }
}

const monthOf = (at: Date) => at.getUTCFullYear() * 12 + at.getUTCMonth()

/** The beginning of what is kept: events from then on are all there. */
export function keptSince(now: Date, months: number): Date {
  const since = new Date(now)
  since.setUTCMonth(since.getUTCMonth() - months)
  return since
}

/**
 * Makes the partitions of the coming months, takes out of the default partition what has a month of its own by now, and
 * drops months that ended before what is kept begins, unless a durable reader has not read them. Doing it twice, or two
 * at once, changes nothing.
 * @returns names of the tables made and dropped
 */
export async function tidyPartitions(
  pool: Pool,
  now: Date,
  keepMonths: number,
): Promise<{ made: string[]; dropped: string[] }> {
  return inTransaction(async (tx) => {
    // Whoever appends is never kept waiting for long: what cannot be had at once is tried again the next day.
    await tx.query(`SET LOCAL lock_timeout = '5s'`)
    await tx.query('SELECT pg_advisory_xact_lock($1)', [tidyLock])
    const existing = await monthsThere(tx)
    const { rows } = await tx.query<{ at: Date }>(
      `SELECT DISTINCT date_trunc('month', occurred_at, 'UTC') AS at FROM event_default`,
    )
    const ahead = Array.from({ length: monthsAhead + 1 }, (_, index) => monthOf(now) + index)
    const wanted = new Set([...ahead, ...rows.map(({ at }) => monthOf(at))])
    const made = [...wanted].map(monthTable).filter(({ name }) => !existing.includes(name))
    for (const month of made) await makePartition(tx, month)
    const first = monthTable(monthOf(keptSince(now, keepMonths))).name
    const old = existing.filter((name) => name < first).toSorted()
    const dropped: string[] = []
    for (const name of old) if (await dropPartition(tx, name)) dropped.push(name)
    return { made: made.map(({ name }) => name), dropped }
  }, pool)
}

async function monthsThere(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'event'::regclass AND c.relname <> 'event_default'`,
  )
  return rows.map(({ name }) => name)
}

/** Attaching, unlike creating in place, lets others append to the log meanwhile. Names and times are made here. */
async function makePartition(tx: PoolClient, { name, from, to }: Month): Promise<void> {
  await tx.query(`CREATE TABLE ${name} (LIKE event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`)
  await tx.query(
    `WITH moved AS (DELETE FROM event_default WHERE occurred_at >= $1 AND occurred_at < $2 RETURNING *)
     INSERT INTO ${name} SELECT * FROM moved`,
    [from, to],
  )
  await tx.query(`ALTER TABLE event ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${to}')`)
}

/** The heads of the streams remember what went, so that what stays still counts up without gap. */
async function dropPartition(tx: PoolClient, name: string): Promise<boolean> {
  const { rows } = await tx.query(
    `SELECT FROM event_reader WHERE position < (SELECT max(position) FROM ${name}) LIMIT 1`,
  )
  if (rows.length > 0) return false
  await tx.query(
    `UPDATE event_stream s SET forgotten = greatest(s.forgotten, gone.version)
       FROM (SELECT stream, max(version) AS version FROM ${name} GROUP BY stream) gone
      WHERE s.stream = gone.stream`,
  )
  await tx.query(`DROP TABLE ${name}`)
  return true
}
