import type { Queryable } from '#server/db/transaction.ts'
import { headsOf } from '../queue/claim-jobs.ts'

/** The jobs of one connection, queue and lane that are ready to be taken. */
export type WaitingLine = {
  name: string
  /** Empty for jobs of no connection, as `line` is. */
  vendor: string
  priority: number
  line: string
  waiting: number
  /** `waiting` is an estimate. */
  about: boolean
  oldestAt: Date
}

/** A line is counted one by one up to this; what is longer is estimated, or the answer would be as slow as long. */
const countedTo = 50

/** So many pages of the table are looked at for an estimate: some forty jobs each, twenty milliseconds together. */
const sampledPages = 400

/**
 * Every line in which a job is ready: found by a probe of the index each, counted when short. How long the long ones are
 * is told from a part of the table, the same part each time, so that figures don't dance; of a table that is
 * no larger than that part they are exact.
 * @param queues names
 */
export async function waitingLines(db: Queryable, queues: readonly string[]): Promise<WaitingLine[]> {
  const { rows } = await db.query<WaitingLine>(
    `WITH RECURSIVE ${headsOf('$1::text[]')}
     SELECT h.name, h.tier AS vendor, h.priority, h.line, h.start_after AS "oldestAt", counted.waiting, false AS about
       FROM heads h CROSS JOIN LATERAL (
         SELECT count(*)::int AS waiting FROM (
           SELECT FROM pgboss.job_common j
            WHERE j.name = h.name AND coalesce(j.group_tier, '') = h.tier AND j.priority = h.priority
              AND coalesce(j.group_id, '') = h.line AND j.state < 'active' AND NOT j.blocked
              AND j.start_after <= now() LIMIT ${countedTo}) one) counted
      WHERE h.start_after <= now()`,
    [queues],
  )
  if (rows.every(({ waiting }) => waiting < countedTo)) return rows
  const { estimates, exact } = await estimateLines(db, queues)
  return rows.map((row) => {
    if (row.waiting < countedTo) return row
    return { ...row, waiting: Math.max(row.waiting, estimates.get(keyOf(row)) ?? 0), about: !exact }
  })
}

const keyOf = ({ name, vendor, priority, line }: Omit<WaitingLine, 'waiting' | 'about' | 'oldestAt'>) =>
  [name, vendor, priority, line].join('\n')

async function estimateLines(db: Queryable, queues: readonly string[]) {
  const size = await db.query<{ pages: number }>(
    `SELECT (pg_relation_size('pgboss.job_common') / current_setting('block_size')::int)::int AS pages`,
  )
  const share = Math.min(1, sampledPages / Math.max(1, size.rows[0]?.pages ?? 1))
  const { rows } = await db.query<Omit<WaitingLine, 'about' | 'oldestAt'>>(
    `SELECT j.name, coalesce(j.group_tier, '') AS vendor, j.priority, coalesce(j.group_id, '') AS line,
            count(*)::int AS waiting
       FROM pgboss.job_common j TABLESAMPLE SYSTEM ($2) REPEATABLE (1)
      WHERE j.name = ANY($1) AND j.state < 'active' AND NOT j.blocked AND j.start_after <= now()
      GROUP BY 1, 2, 3, 4`,
    [queues, share * 100],
  )
  return {
    estimates: new Map(rows.map((row) => [keyOf(row), Math.round(row.waiting / share)])),
    exact: share === 1,
  }
}
