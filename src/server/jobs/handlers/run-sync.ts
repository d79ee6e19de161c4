import type { Pool } from 'pg'
import { logger } from '#server/lib/logger.ts'
import { runSync } from '#server/sync/run-sync.ts'
import { runSyncJob } from '../definitions.ts'
import { HopelessJobError } from '../job-failure.ts'
import type { JobHandler } from '../job-handler.ts'

/** Does one run of a connection. A failure that will pass is thrown, so that the queue comes back to it. */
export const runSyncHandler: JobHandler = {
  definition: runSyncJob,
  async run(data, context) {
    const { runId } = runSyncJob.payload.parse(data)
    const { pool, open, clock, signal } = context
    const outcome = await runSync({ pool, open, clock, runId, signal })
    if (outcome === 'not_ours' && !(await exists(pool, runId))) {
      throw new HopelessJobError('There is no run with this id, or none any more.')
    }
    logger.info({ runId, outcome }, 'a sync ended')
  },
}

async function exists(pool: Pool, runId: string): Promise<boolean> {
  return (await pool.query('SELECT FROM sync_run WHERE id = $1', [runId])).rowCount === 1
}
