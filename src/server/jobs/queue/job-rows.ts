import { z } from 'zod'
import type { ClaimedJob, QueueDb } from './claim-jobs.ts'

/** An attempt as the statements below take it: another attempt of the same job is left alone. */
const attempts = (jobs: readonly ClaimedJob[]) => [
  jobs.map(({ name }) => name),
  jobs.map(({ id }) => id),
  jobs.map(({ retryCount }) => retryCount),
]

const matching = `FROM unnest($1::text[], $2::uuid[], $3::int[]) AS attempt (name, id, retry_count)
  WHERE j.name = attempt.name AND j.id = attempt.id AND j.retry_count = attempt.retry_count AND j.state = 'active'`

/**
 * Says that these jobs are being worked on.
 * @returns ids of those that still are this worker's; the others were taken for dead meanwhile
 */
export async function touchJobs(db: QueueDb, jobs: readonly ClaimedJob[]): Promise<Set<string>> {
  if (jobs.length === 0) return new Set()
  const text = `UPDATE pgboss.job_common j SET heartbeat_on = now() ${matching} RETURNING j.id`
  const { rows } = await db.executeSql(text, attempts(jobs))
  return new Set(
    z
      .array(z.object({ id: z.string() }))
      .parse(rows)
      .map(({ id }) => id),
  )
}

/** Gives jobs back as if they had not been taken: at once there for another worker, and no try counted. */
export async function releaseJobs(db: QueueDb, jobs: readonly ClaimedJob[]): Promise<void> {
  const text = `UPDATE pgboss.job_common j
    SET state = 'retry', started_on = NULL, heartbeat_on = NULL, start_after = now() ${matching}`
  await db.executeSql(text, attempts(jobs))
}

/** Waiting for another try; made by `boss.ts`. They are few, whatever else waits. */
export const retryingIndex = `CREATE INDEX IF NOT EXISTS cairn_retrying ON pgboss.job_common (start_after)
  WHERE state = 'retry'`

/**
 * Lets jobs whose worker was lost go on after their queue's first delay: pg-boss makes them wait longer with every try, as
 * if the job were at fault.
 */
export async function hastenLostJobs(db: QueueDb): Promise<void> {
  await db.executeSql(
    `UPDATE pgboss.job_common SET start_after = now() + retry_delay * interval '1 s'
      WHERE state = 'retry' AND start_after > now() + retry_delay * interval '1 s'
        AND output #>> '{value,message}' = 'job heartbeat timeout'`,
  )
}

/**
 * Forgets dead letters of jobs that had tries left: pg-boss gives an attempt up when it fails while another of its key waits
 * to be tried again, and that one does the same work.
 * @param deadLetters names of the queues they lie in
 */
export async function dropCoveredLetters(db: QueueDb, deadLetters: readonly string[]): Promise<void> {
  await db.executeSql(
    `DELETE FROM pgboss.job_common letter USING pgboss.job_common source
      WHERE letter.name = ANY($1::text[]) AND letter.state < 'active' AND NOT letter.blocked
        AND source.name = letter.source_name AND source.id = letter.source_id
        AND source.state = 'failed' AND source.retry_count < source.retry_limit`,
    [deadLetters],
  )
}

/** Leaves a job no further try: its next failure ends it, which puts it among the dead letters. */
export async function endTries(db: QueueDb, job: ClaimedJob): Promise<void> {
  await db.executeSql(
    `UPDATE pgboss.job_common j SET retry_limit = j.retry_count ${matching}`,
    attempts([job]),
  )
}
