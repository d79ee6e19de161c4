import type { Queue } from 'pg-boss'
import { z } from 'zod'

/** A kind of job: its queue, what a job carries, and how the queue treats it. */
export type JobDefinition<Payload> = {
  name: string
  /** Ids only: a payload outlives its job in the database and is no place for data. */
  payload: z.ZodType<Payload>
  queue: Omit<Queue, 'name'>
  /** Jobs with the same key: one at a time, waiting or active. */
  key: (payload: Payload) => string
  /** Sends a job on this schedule (cron, UTC), once whatever the number of workers. */
  cron?: string
}

/** Checks a definition at compile time and returns it unchanged. */
function defineJob<Payload>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  return definition
}

/**
 * A worker sends a sign of life every half of this. After a kill -9 a job goes on within heartbeat + monitor interval
 * (`boss.ts`) + retry delay, some 35 s. 10 s is the least pg-boss takes; a busy machine needs more air.
 */
const heartbeatSeconds = 15

/** One run of a connection. How often it is tried again is decided by the run itself (`sync/judge-failure.ts`). */
export const runSyncJob = defineJob({
  name: 'sync.run',
  payload: z.object({ runId: z.uuid() }),
  key: ({ runId }) => runId,
  queue: {
    policy: 'exclusive',
    notify: true,
    heartbeatSeconds,
    // The longest a run may take. Its worker's death is noticed by the heartbeat, long before.
    expireInSeconds: 12 * 3600,
    retryLimit: 1000,
    retryDelay: 4,
    retryBackoff: true,
    retryDelayMax: 120,
    deleteAfterSeconds: 24 * 3600,
  },
})

/** Starts the runs that are due. */
export const checkDueJob = defineJob({
  name: 'sync.check-due',
  payload: z.object({}),
  key: () => 'check-due',
  cron: '* * * * *',
  queue: {
    policy: 'exclusive',
    heartbeatSeconds,
    expireInSeconds: 300,
    retryLimit: 0,
    deleteAfterSeconds: 3600,
  },
})

/** Every queue there is. */
export const definitions = [runSyncJob, checkDueJob] as const
