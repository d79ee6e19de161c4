import type { Pool } from 'pg'
import { definitions } from '../definitions.ts'

export type RatePoint = { at: Date; done: number | null; failed: number | null }

const minutes = 60
const bucketMinutes = 2

/**
 * Jobs done and given up in the last hour, in steps of two minutes, oldest first, from the counts pg-boss takes every ten
 * seconds while a worker runs. A step nobody counted is null: unknown is not none.
 * @param queue of one queue; of all when absent
 */
export async function queueRate(pool: Pool, queue: string | undefined, now: Date): Promise<RatePoint[]> {
  const names = queue === undefined ? definitions.map(({ name }) => name) : [queue]
  const { rows } = await pool.query<RatePoint>(
    `WITH step AS (
       SELECT date_bin($3::interval, $2::timestamptz, 'epoch') + number * $3::interval AS at
         FROM generate_series(1, $4::int) number
     ), counted AS (
       SELECT date_bin($3::interval, delta_on, 'epoch') AS at, coalesce(sum(completed_delta), 0)::int AS done,
              coalesce(sum(failed_delta), 0)::int AS failed
         FROM pgboss.queue_stats
        WHERE name = ANY($1) AND captured_on > $2 AND delta_on IS NOT NULL
        GROUP BY 1
     )
     SELECT at, done, failed FROM step LEFT JOIN counted USING (at) ORDER BY at`,
    [names, new Date(now.getTime() - minutes * 60_000), `${bucketMinutes} minutes`, minutes / bucketMinutes],
  )
  return rows
}
