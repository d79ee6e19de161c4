import { env } from '#env'
import { tidyPartitions } from '#server/events/partitions.ts'
import { logger } from '#server/lib/logger.ts'
import { tidyEventsJob } from '../definitions.ts'
import type { JobHandler } from '../job-handler.ts'

/** Keeps the event log's partitions. Key: the one job there is; doing it twice changes nothing. */
export const tidyEventsHandler: JobHandler = {
  definition: tidyEventsJob,
  async run(_data, { pool, clock }) {
    const { made, dropped } = await tidyPartitions(pool, clock.now(), env.EVENTS_RETENTION_MONTHS)
    if (made.length + dropped.length > 0) logger.info({ made, dropped }, 'the event log was tidied')
  },
}
