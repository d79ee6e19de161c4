import type { Queryable } from '#server/db/transaction.ts'
import type { Measurement } from './ports.ts'

/**
 * Stores what calls to a connection's POS took and brought, one row an attempt, in one statement.
 * @param measurements `milliseconds` from sending to the whole answer; `outcome` ok or an AdapterErrorKind
 */
export async function recordMeasurements(
  db: Queryable,
  connectionId: string,
  measurements: Measurement[],
): Promise<void> {
  await db.query(
    `INSERT INTO measurement (connection_id, operation, outcome, status, milliseconds, attempt, occurred_at, lane, waited_ms)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::int[], $5::int[], $6::int[], $7::timestamptz[], $8::text[],
                              $9::int[])`,
    [
      connectionId,
      measurements.map(({ operation }) => operation),
      measurements.map(({ outcome }) => outcome),
      measurements.map(({ status }) => status),
      measurements.map(({ milliseconds }) => milliseconds),
      measurements.map(({ attempt }) => attempt),
      measurements.map(({ occurredAt }) => occurredAt),
      measurements.map(({ lane }) => lane),
      measurements.map(({ waitedMs }) => waitedMs),
    ],
  )
}
