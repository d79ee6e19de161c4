import { inTransaction } from '#server/db/transaction.ts'
import { processNotices } from '#server/webhooks/process-notices.ts'
import { processNoticesJob } from '../definitions.ts'
import type { JobHandler } from '../job-handler.ts'

/** Works on a connection's open notices, and comes back when the next one that waits is due. */
export const processNoticesHandler: JobHandler = {
  definition: processNoticesJob,
  async run(data, context) {
    const { connectionId } = processNoticesJob.payload.parse(data)
    const next = await processNotices({ ...context, connectionId })
    if (!next) return
    await inTransaction(
      (tx) => context.enqueue(tx, processNoticesJob, { connectionId, later: true }, next),
      context.pool,
    )
  },
}
