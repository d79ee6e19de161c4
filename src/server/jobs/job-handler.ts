import type { Pool, PoolClient } from 'pg'
import type { Declaration } from '#server/connections/declared/read-declaration.ts'
import type { Clock } from '#server/lib/clock.ts'
import type { OpenConnection } from '#server/sync/open-connection.ts'
import type { EnqueueRun } from '#server/sync/start-run.ts'
import type { JobDefinition } from './definitions.ts'

/** Puts a job into its queue in the caller's transaction, not to begin before `startAfter`. */
export type Enqueue = <Payload extends object>(
  tx: PoolClient,
  definition: JobDefinition<Payload>,
  payload: Payload,
  startAfter?: Date,
) => Promise<string | null>

/** What a handler works with. `signal` is aborted when the worker stops or the job is taken away. */
export type JobContext = {
  pool: Pool
  open: OpenConnection
  enqueueRun: EnqueueRun
  enqueue: Enqueue
  /** The connection of the environment, where one is declared. */
  declaration: Declaration | null
  clock: Clock
  random: () => number
  signal: AbortSignal
}

/** Does the jobs of one queue. Throwing sends the job back to the queue, to be tried again as its definition says. */
export type JobHandler = {
  definition: { name: string; cron?: string; long?: true }
  run(data: unknown, context: JobContext): Promise<void>
}
