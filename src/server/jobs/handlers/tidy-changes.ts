import { logger } from '#server/lib/logger.ts'
import { tidyChanges } from '#server/sync/changes/tidy-changes.ts'
import { tidyChangesJob } from '../definitions.ts'
import type { JobHandler } from '../job-handler.ts'

/** Removes old differences of syncs. Key: the one job there is; doing it twice removes nothing more. */
export const tidyChangesHandler: JobHandler = {
  definition: tidyChangesJob,
  async run(_data, { pool, signal }) {
    const removed = await tidyChanges(pool, signal)
    if (removed > 0) logger.info({ removed }, 'old differences of syncs removed')
  },
}
