import { type AdapterErrorClass, kindPolicy } from '#server/adapters/errors.ts'
import type { Queryable } from '#server/db/transaction.ts'

export type CallBucket = {
  at: Date
  /** Calls answered as asked. */
  ok: number
  // Failed calls by class.
  connection: number
  authentication: number
  validation: number
  // Milliseconds of all calls; null when there were none, so that a chart shows a gap and not a zero.
  p50: number | null
  p95: number | null
  p99: number | null
}

/** Minutes per bucket by hours shown: 48 to 96 points, what a chart can draw. */
const bucketMinutes = { 1: 1, 24: 30, 168: 120 } as const
export type CallHours = keyof typeof bucketMinutes

const kindsOf = (wanted: AdapterErrorClass) =>
  Object.entries(kindPolicy).flatMap(([kind, policy]) => (policy.class === wanted ? [kind] : []))

/**
 * Calls of a connection to its POS over the last hours, every bucket there, oldest first.
 * @returns the last bucket is the one `now` is in
 */
export async function callSeries(
  db: Queryable,
  connectionId: string,
  hours: CallHours,
  now: Date,
): Promise<{ bucketMinutes: number; buckets: CallBucket[] }> {
  const minutes = bucketMinutes[hours]
  const { rows } = await db.query<CallBucket>(
    `WITH bucket AS (
       SELECT generate_series(
         date_bin($3 * interval '1 minute', $4::timestamptz, 'epoch') - ($2 * 60 / $3 - 1) * $3 * interval '1 minute',
         $4::timestamptz, $3 * interval '1 minute') AS at
     ), measured AS (
       SELECT date_bin($3 * interval '1 minute', occurred_at, 'epoch') AS at,
              count(*) FILTER (WHERE outcome = 'ok')::int AS ok,
              count(*) FILTER (WHERE outcome = ANY($5))::int AS connection,
              count(*) FILTER (WHERE outcome = ANY($6))::int AS authentication,
              count(*) FILTER (WHERE outcome = ANY($7))::int AS validation,
              percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY milliseconds) AS percentiles
         FROM measurement
        WHERE connection_id = $1 AND occurred_at >= (SELECT min(at) FROM bucket) AND occurred_at <= $4
        GROUP BY 1
     )
     SELECT bucket.at, coalesce(ok, 0) AS ok, coalesce(connection, 0) AS connection,
            coalesce(authentication, 0) AS authentication, coalesce(validation, 0) AS validation,
            percentiles[1] AS p50, percentiles[2] AS p95, percentiles[3] AS p99
       FROM bucket LEFT JOIN measured USING (at) ORDER BY bucket.at`,
    [
      connectionId,
      hours,
      minutes,
      now,
      kindsOf('connection'),
      kindsOf('authentication'),
      kindsOf('validation'),
    ],
  )
  return { bucketMinutes: minutes, buckets: rows }
}
