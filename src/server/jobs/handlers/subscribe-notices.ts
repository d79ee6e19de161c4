import { env } from '#env'
import { logger } from '#server/lib/logger.ts'
import { checkSubscriptions } from '#server/webhooks/subscriptions/check-subscriptions.ts'
import { subscribeNoticesJob } from '../definitions.ts'
import type { JobHandler } from '../job-handler.ts'

/** Sees to it that the vendor tells of what it should, at the address this installation has. */
export const subscribeNoticesHandler: JobHandler = {
  definition: subscribeNoticesJob,
  async run(data, { pool, open, clock, signal }) {
    const { connectionId } = subscribeNoticesJob.payload.parse(data)
    const remade = await checkSubscriptions({ pool, open, clock, signal, connectionId, appUrl: env.APP_URL })
    if (remade > 0)
      logger.info({ connectionId, remade }, 'subscriptions the vendor had dropped were made again')
  },
}
