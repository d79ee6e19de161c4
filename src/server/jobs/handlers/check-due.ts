import { logger } from '#server/lib/logger.ts'
import { requeueLostRuns } from '#server/sync/requeue-lost-runs.ts'
import { fireDueSchedules } from '#server/sync/schedules/fire-due.ts'
import { checkDueJob } from '../definitions.ts'
import type { JobHandler } from '../job-handler.ts'
import { keepDeclaration } from '../keep-declaration.ts'

/** Starts what is due, finds what was lost, and sees to the declared connection. */
export const checkDueHandler: JobHandler = {
  definition: checkDueJob,
  async run(_data, context) {
    const { pool, enqueueRun, clock } = context
    const started = await fireDueSchedules(pool, enqueueRun, clock.now())
    if (started > 0) logger.info({ started }, 'due syncs started')
    await requeueLostRuns(pool, enqueueRun)
    await keepDeclaration(context.declaration, context, false)
  },
}
