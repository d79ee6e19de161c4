import { logger } from '#server/lib/logger.ts'
import { tidyNotices } from '#server/webhooks/tidy-notices.ts'
import { tidyNoticesJob } from '../definitions.ts'
import type { JobHandler } from '../job-handler.ts'

/** Removes notices that were kept long enough. */
export const tidyNoticesHandler: JobHandler = {
  definition: tidyNoticesJob,
  async run(_data, { pool, signal }) {
    const removed = await tidyNotices(pool, signal)
    if (removed > 0) logger.info({ removed }, 'old notices removed')
  },
}
