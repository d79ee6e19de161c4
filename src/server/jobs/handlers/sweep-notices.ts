import { inTransaction } from '#server/db/transaction.ts'
import { findForgotten } from '#server/webhooks/find-forgotten.ts'
import { findUnchecked } from '#server/webhooks/subscriptions/find-unchecked.ts'
import { processNoticesJob, subscribeNoticesJob, sweepNoticesJob } from '../definitions.ts'
import type { JobHandler } from '../job-handler.ts'

/** Wakes connections with notices nobody works on, and has subscriptions checked that were not for an hour. */
export const sweepNoticesHandler: JobHandler = {
  definition: sweepNoticesJob,
  async run(_data, { pool, enqueue }) {
    const [forgotten, unchecked] = await Promise.all([findForgotten(pool), findUnchecked(pool)])
    if (forgotten.length + unchecked.length === 0) return
    await inTransaction(async (tx) => {
      for (const { connectionId } of forgotten) await enqueue(tx, processNoticesJob, { connectionId })
      for (const connectionId of unchecked) await enqueue(tx, subscribeNoticesJob, { connectionId })
    }, pool)
  },
}
