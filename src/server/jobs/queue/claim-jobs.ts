import { z } from 'zod'

/** What a statement is sent through: the queue's own connections. */
export type QueueDb = { executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> }

export type ClaimRequest = {
  /** Only jobs of these queues. */
  queues: readonly string[]
  /** Only jobs of connections to these vendors; null takes every job, also those of no vendor. */
  vendors: readonly string[] | null
  /** Jobs at most; no more than one of a connection, lane and queue in one claim. */
  limit: number
  /** Jobs a connection may have active before it yields to all others. */
  share: number
  /** Connections lately served, longest ago first: they go behind those that were not. */
  served: readonly string[]
  /** Whoever waits longest goes first, whatever its lane. */
  oldestFirst: boolean
}

const claimedSchema = z.object({
  id: z.string(),
  name: z.string(),
  data: z.unknown(),
  retryCount: z.number(),
  retryLimit: z.number(),
  connectionId: z.string().nullable(),
  vendor: z.string().nullable(),
  priority: z.number(),
  createdOn: z.date(),
  /** What the attempt before left behind. */
  output: z.unknown(),
})

/** A job in hand. `id` and `retryCount` name this attempt: whoever settles another attempt settles nothing. */
export type ClaimedJob = z.infer<typeof claimedSchema>

/**
 * Waiting jobs by queue, vendor, lane and connection, the one due first in front; made by `boss.ts`. What it includes lets
 * a line's first job be seen without reading the table, whose pages are far apart when a million wait.
 */
export const waitingIndex = `CREATE INDEX IF NOT EXISTS cairn_waiting ON pgboss.job_common
  (name, (coalesce(group_tier, '')), priority, (coalesce(group_id, '')), start_after)
  INCLUDE (group_tier, group_id) WHERE state < 'active' AND NOT blocked`

const place = `j.name, coalesce(j.group_tier, '') AS tier, j.priority, coalesce(j.group_id, '') AS line, j.start_after`
const waiting = `j.state < 'active' AND NOT j.blocked`
const inOrder = `coalesce(j.group_tier, ''), j.priority, coalesce(j.group_id, ''), j.start_after`

/**
 * The first waiting job of every queue, vendor, lane and connection, as a recursive CTE `heads`: one probe of the index
 * each, however many wait behind it.
 * @param queues SQL of a text[]
 */
export const headsOf = (queues: string): string => `heads AS (
    SELECT h.* FROM unnest(${queues}) AS queue (name) CROSS JOIN LATERAL (
      SELECT ${place} FROM pgboss.job_common j
       WHERE j.name = queue.name AND ${waiting} ORDER BY ${inOrder} LIMIT 1) h
    UNION ALL
    SELECT n.* FROM heads h CROSS JOIN LATERAL (
      SELECT ${place} FROM pgboss.job_common j
       WHERE j.name = h.name AND ${waiting}
         AND (coalesce(j.group_tier, ''), j.priority, coalesce(j.group_id, '')) > (h.tier, h.priority, h.line)
       ORDER BY ${inOrder} LIMIT 1) n
  )`

/**
 * In the order of the claim: who has its share already goes last; then the lanes; within a lane who was served longest
 * ago; then who waits longest. A queue that allows one active job of a key passes over a job whose key is taken.
 */
const claim = `
  WITH RECURSIVE ${headsOf('$1::text[]')},
  held AS (
    SELECT group_id AS line, count(*)::int AS active FROM pgboss.job_common
     WHERE state = 'active' AND group_id IS NOT NULL GROUP BY group_id
  ),
  ordered AS MATERIALIZED (
    SELECT h.name, h.tier, h.priority, h.line FROM heads h
      LEFT JOIN held ON held.line = h.line
      LEFT JOIN unnest($5::text[]) WITH ORDINALITY AS served (line, turn) ON served.line = h.line
     WHERE h.start_after <= now() AND ($2::text[] IS NULL OR h.tier = ANY($2::text[]))
     ORDER BY coalesce(held.active, 0) >= $4, CASE WHEN $6 THEN 0 ELSE h.priority END DESC,
              CASE WHEN $6 THEN 0 ELSE coalesce(served.turn, 0) END, h.start_after
  ),
  picked AS MATERIALIZED (
    SELECT first.name, first.id FROM ordered o CROSS JOIN LATERAL (
      SELECT j.name, j.id FROM pgboss.job_common j
       WHERE j.name = o.name AND coalesce(j.group_tier, '') = o.tier AND j.priority = o.priority
         AND coalesce(j.group_id, '') = o.line AND ${waiting} AND j.start_after <= now()
         AND (j.policy IS NULL OR j.policy NOT IN ('singleton', 'stately') OR NOT EXISTS (
           SELECT FROM pgboss.job_common taken
            WHERE taken.name = j.name AND taken.state = 'active' AND taken.policy = j.policy
              AND coalesce(taken.singleton_key, '') = coalesce(j.singleton_key, '')))
       ORDER BY j.start_after LIMIT 1 FOR UPDATE SKIP LOCKED) first
     LIMIT $3
  )
  UPDATE pgboss.job_common j
     SET state = 'active', started_on = now(), heartbeat_on = now(),
         retry_count = CASE WHEN j.started_on IS NULL THEN j.retry_count ELSE j.retry_count + 1 END
    FROM picked WHERE j.name = picked.name AND j.id = picked.id
  RETURNING j.id, j.name, j.data, j.retry_count AS "retryCount", j.retry_limit AS "retryLimit",
            j.group_id AS "connectionId", j.group_tier AS vendor, j.priority, j.created_on AS "createdOn", j.output`

/**
 * Takes waiting jobs, each for one worker. pg-boss's own fetch walks over the jobs of whoever may have no more, which with
 * a large backlog of one connection is most of the table (`npm run bench -- queue` shows both); everything else about a
 * job is still pg-boss's.
 * @throws PostgreSQL's error 23505 when two workers took jobs of one key at once; nothing is taken then
 */
export async function claimJobs(db: QueueDb, request: ClaimRequest): Promise<ClaimedJob[]> {
  const { queues, vendors, limit, share, served, oldestFirst } = request
  const { rows } = await db.executeSql(claim, [queues, vendors, limit, share, served, oldestFirst])
  return z.array(claimedSchema).parse(rows)
}
