/** For tests only: a job that gave up. */

import type { Pool } from 'pg'
import { deadLetterOf, runSyncJob } from '../definitions.ts'
import { sender } from '../enqueue.ts'

/** @returns the id of the dead letter of a sync of the connection, which waits for a person */
export async function insertDeadLetter(pool: Pool, connectionId: string, runId: string): Promise<string> {
  // The queue's tables are made with its first sender.
  await sender()
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO pgboss.job_common (name, data, group_id, group_tier, policy, source_name, source_id, source_created_on,
                                    source_retry_count, source_output)
     VALUES ($1, jsonb_build_object('runId', $2::text), $3, 'any', 'standard', $4, $2::uuid, now(), 0,
             '{"kind": "names_nothing"}') RETURNING id`,
    [deadLetterOf(runSyncJob.name), runId, connectionId, runSyncJob.name],
  )
  return rows[0]?.id ?? ''
}
