import type { Queue } from 'pg-boss'
import { z } from 'zod'
import type { Queryable } from '#server/db/transaction.ts'
import { type JobRoute, routeOfConnection, routeOfRun } from './job-route.ts'
import type { JobLane } from './lanes.ts'

/** A kind of job: its queue, what a job carries, and how the queue treats it. */
export type JobDefinition<Payload> = {
  /** `<area>.<verb>`: `worker --queues` takes either the whole name or the area. */
  name: string
  /** What people call it. */
  title: string
  /** Ids only: a payload outlives its job in the database and is no place for data. */
  payload: z.ZodType<Payload>
  /** How urgent; a route may say otherwise for one job. */
  lane: JobLane
  /** Whose a job is; null when that does not exist. Absent for jobs that belong to no connection. */
  route?: (db: Queryable, payload: Payload) => Promise<JobRoute | null>
  /** May take minutes: a worker always keeps a slot free of these, so that quick jobs never wait for one. */
  long?: true
  queue: Omit<Queue, 'name' | 'deadLetter'>
  /** What jobs must not be there twice for: at most one of a key waits or runs (policy `exclusive`). */
  key: (payload: Payload) => string
  /** Sends a job on this schedule (cron, UTC), once whatever the number of workers. */
  cron?: string
}

/** Checks a definition at compile time and returns it unchanged. */
function defineJob<Payload>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  return definition
}

/**
 * A worker sends a sign of life every third of this. After a kill -9 a job goes on within heartbeat + monitor interval
 * (`boss.ts`) + retry delay, some 35 s. 10 s is the least pg-boss takes; a busy machine needs more air.
 */
export const heartbeatSeconds = 15

/** Of jobs that come again each minute anyway: one more try, and no history of those that went well. */
const upkeep = {
  policy: 'exclusive',
  heartbeatSeconds,
  expireInSeconds: 300,
  retryLimit: 1,
  retryDelay: 4,
  deleteAfterSeconds: 3600,
} as const

/** Of jobs that come once a day and may take a while. */
const daily = {
  policy: 'exclusive',
  heartbeatSeconds,
  expireInSeconds: 3600,
  retryLimit: 3,
  retryDelay: 60,
  deleteAfterSeconds: 24 * 3600,
} as const

/** One run of a connection. How often it is tried again is decided by the run itself (`sync/judge-failure.ts`). */
export const runSyncJob = defineJob({
  name: 'sync.run',
  title: 'Sync a connection',
  payload: z.object({ runId: z.uuid() }),
  key: ({ runId }) => runId,
  lane: 'catalogue',
  route: (db, { runId }) => routeOfRun(db, runId),
  long: true,
  queue: {
    policy: 'exclusive',
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
  title: 'Start the syncs that are due',
  payload: z.object({}),
  key: () => 'check-due',
  lane: 'upkeep',
  cron: '* * * * *',
  queue: upkeep,
})

/**
 * Works on the open notices of a connection. One waits while another runs: a notice that is committed meanwhile is seen
 * by that one at the latest. `later`: for those to be tried again then, beside the ones that come at once.
 */
export const processNoticesJob = defineJob({
  name: 'notices.process',
  title: 'Work on notices',
  payload: z.object({ connectionId: z.uuid(), later: z.boolean().optional() }),
  key: ({ connectionId, later }) => (later ? `${connectionId} later` : connectionId),
  lane: 'notices',
  route: (db, { connectionId }) => routeOfConnection(db, connectionId),
  queue: {
    policy: 'stately',
    heartbeatSeconds,
    expireInSeconds: 900,
    retryLimit: 20,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 60,
    deleteAfterSeconds: 3600,
  },
})

/** Compares what a vendor was asked to tell of with what it should be, and asks again for what is missing. */
export const subscribeNoticesJob = defineJob({
  name: 'notices.subscriptions',
  title: 'Check what a vendor tells of',
  payload: z.object({ connectionId: z.uuid() }),
  key: ({ connectionId }) => connectionId,
  lane: 'upkeep',
  route: (db, { connectionId }) => routeOfConnection(db, connectionId),
  queue: {
    policy: 'stately',
    heartbeatSeconds,
    expireInSeconds: 300,
    retryLimit: 3,
    retryDelay: 30,
    retryBackoff: true,
    deleteAfterSeconds: 24 * 3600,
  },
})

/** Finds notices whose job was lost, and vendors it is time to ask what they tell of. */
export const sweepNoticesJob = defineJob({
  name: 'notices.sweep',
  title: 'Look for notices left lying',
  payload: z.object({}),
  key: () => 'notices.sweep',
  lane: 'upkeep',
  cron: '* * * * *',
  queue: upkeep,
})

/** Removes notices that were kept long enough. */
export const tidyNoticesJob = defineJob({
  name: 'notices.tidy',
  title: 'Remove old notices',
  payload: z.object({}),
  key: () => 'notices.tidy',
  lane: 'upkeep',
  cron: '17 3 * * *',
  queue: daily,
})

/** Makes the event log's coming months and drops those that were kept long enough. */
export const tidyEventsJob = defineJob({
  name: 'events.tidy',
  title: 'Tidy the event log',
  payload: z.object({}),
  key: () => 'events.tidy',
  lane: 'upkeep',
  cron: '41 2 * * *',
  queue: { ...daily, retryLimit: 5 },
})

/** Removes what syncs would have changed, or did, once that was kept long enough. */
export const tidyChangesJob = defineJob({
  name: 'changes.tidy',
  title: 'Remove old differences of syncs',
  payload: z.object({}),
  key: () => 'changes.tidy',
  lane: 'upkeep',
  cron: '53 3 * * *',
  queue: daily,
})

/** Every queue there is. */
export const definitions = [
  runSyncJob,
  checkDueJob,
  processNoticesJob,
  subscribeNoticesJob,
  sweepNoticesJob,
  tidyNoticesJob,
  tidyEventsJob,
  tidyChangesJob,
] as const

/** The queue where jobs of `name` end that gave up. */
export const deadLetterOf = (name: string): string => `${name}/dead`

/** Workers listen here for jobs to take; what is said is the queue's name. */
export const wakeChannel = 'cairn_job'
