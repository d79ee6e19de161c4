import { checkDueHandler } from './handlers/check-due.ts'
import { runSyncHandler } from './handlers/run-sync.ts'
import type { JobHandler } from './job-handler.ts'

/** Who does which kind of job; one for every definition. */
export const handlers: readonly JobHandler[] = [runSyncHandler, checkDueHandler]
