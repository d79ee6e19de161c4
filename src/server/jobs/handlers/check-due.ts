import { logger } from '#server/lib/logger.ts'
import { requeueLostRuns } from '#server/sync/requeue-lost-runs.ts'
import { startDueRuns } from '#server/sync/start-due-runs.ts'
import { checkDueJob } from '../definitions.ts'
import type { JobHandler } from '../job-handler.ts'

/** Starts what is due and finds what was lost. */
export const checkDueHandler: JobHandler = {
  definition: checkDueJob,
  async run(_data, { pool, enqueueRun, clock, random }) {
    const started = await startDueRuns(pool, enqueueRun, clock, random)
    if (started > 0) logger.info({ started }, 'due syncs started')
    await requeueLostRuns(pool, enqueueRun)
  },
}
