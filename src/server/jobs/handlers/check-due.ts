import { logger } from '#server/lib/logger.ts'
import { requeueLostRuns } from '#server/sync/requeue-lost-runs.ts'
import { startDueRuns } from '#server/sync/start-due-runs.ts'
import { checkDueJob } from '../definitions.ts'
import type { JobHandler } from '../job-handler.ts'
import { keepDeclaration } from '../keep-declaration.ts'

/** Starts what is due, finds what was lost, and sees to the declared connection. */
export const checkDueHandler: JobHandler = {
  definition: checkDueJob,
  async run(_data, context) {
    const { pool, enqueueRun, clock, random } = context
    const started = await startDueRuns(pool, enqueueRun, clock, random)
    if (started > 0) logger.info({ started }, 'due syncs started')
    await requeueLostRuns(pool, enqueueRun)
    await keepDeclaration(context.declaration, context, false)
  },
}
