import { checkDueHandler } from './handlers/check-due.ts'
import { processNoticesHandler } from './handlers/process-notices.ts'
import { runSyncHandler } from './handlers/run-sync.ts'
import { subscribeNoticesHandler } from './handlers/subscribe-notices.ts'
import { sweepNoticesHandler } from './handlers/sweep-notices.ts'
import { tidyChangesHandler } from './handlers/tidy-changes.ts'
import { tidyEventsHandler } from './handlers/tidy-events.ts'
import { tidyNoticesHandler } from './handlers/tidy-notices.ts'
import type { JobHandler } from './job-handler.ts'

/** Who does which kind of job; one for every definition. */
export const handlers: readonly JobHandler[] = [
  runSyncHandler,
  checkDueHandler,
  processNoticesHandler,
  subscribeNoticesHandler,
  sweepNoticesHandler,
  tidyNoticesHandler,
  tidyEventsHandler,
  tidyChangesHandler,
]
