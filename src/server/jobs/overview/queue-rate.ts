import type { Pool } from 'pg'
import { definitions } from '../definitions.ts'

export type RatePoint = { at: Date; done: number; failed: number }

const minutes = 60
const bucketMinutes = 2

/**
 * Jobs done and given up in the last hour, in steps of two minutes, from the counts pg-boss takes every ten seconds while
 * a worker runs. A step nobody counted is left out: unknown is not none.
 * @param queue of one queue; of all when absent
 */
export async function queueRate(pool: Pool, queue: string | undefined, now: Date): Promise<RatePoint[]> {
  const names = queue === undefined ? definitions.map(({ name }) => name) : [queue]
  const { rows } = await pool.query<RatePoint>(
    `SELECT date_bin($3::interval, delta_on, 'epoch') AS at, coalesce(sum(completed_delta), 0)::int AS done,
            coalesce(sum(failed_delta), 0)::int AS failed
       FROM pgboss.queue_stats
      WHERE name = ANY($1) AND captured_on > $2 AND delta_on IS NOT NULL
      GROUP BY 1 ORDER BY 1`,
    [names, new Date(now.getTime() - minutes * 60_000), `${bucketMinutes} minutes`],
  )
  return rows
}
