import { hostname } from 'node:os'
import type { Pool } from 'pg'
import type { PgBoss } from 'pg-boss'
import type { Declaration } from '#server/connections/declared/read-declaration.ts'
import type { Clock } from '#server/lib/clock.ts'
import type { Logger } from '#server/lib/create-logger.ts'
import type { OpenConnection } from '#server/sync/open-connection.ts'
import { startBoss } from './boss.ts'
import { definitions, runSyncJob } from './definitions.ts'
import { enqueueWith } from './enqueue.ts'
import { handlers } from './handlers.ts'
import { beat, type Heartbeat, removeHeartbeat } from './heartbeat.ts'
import type { JobContext, JobHandler } from './job-handler.ts'
import { type Beating, keepBeating } from './keep-beating.ts'
import { keepDeclaration } from './keep-declaration.ts'
import { laneOf, priorityOf } from './lanes.ts'
import { type Dispatch, startDispatch } from './queue/dispatch.ts'

export type WorkerOptions = {
  boss: PgBoss
  pool: Pool
  open: OpenConnection
  clock: Clock
  random: () => number
  logger: Logger
  id: string
  /** Jobs at a time. */
  concurrency: number
  version?: string
  /** Takes only jobs of connections to these vendors; all jobs when absent. */
  vendors?: readonly string[] | null
  /** Takes only jobs of these queues; of all when absent. */
  queues?: readonly string[] | null
  /** Where its health can be asked for, to be told to whoever looks at the workers. */
  healthPort?: number | null
  /** The connection of the environment, where one is declared; checked at once. */
  declaration?: Declaration | null
  /** Who does the jobs; tests bring their own. */
  handlers?: readonly JobHandler[]
}

export type Worker = Pick<Dispatch, 'inHand' | 'lastJobAt'> & {
  /** What its health is judged by. */
  state(): { lastAnswerAt: Date | null; stopping: boolean }
  /** No new jobs; those under way end at their next page and wait for another worker. */
  stop(): Promise<void>
}

/** How long running jobs get to reach the end of their page. */
const stopMs = 25_000

/** Starts taking jobs. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { boss, pool, clock, logger, id, concurrency, vendors = null, queues = null } = options
  const stopping = new AbortController()
  await startBoss(boss)
  for (const { name, cron, lane } of definitions) {
    if (cron) await boss.schedule(name, cron, {}, { priority: priorityOf(lane) })
  }
  const contextWith = (signal: AbortSignal): JobContext => ({
    ...options,
    declaration: options.declaration ?? null,
    signal,
    enqueue: (tx, definition, payload, startAfter) => enqueueWith(boss, tx, definition, payload, startAfter),
    enqueueRun: async (tx, runId) => {
      await enqueueWith(boss, tx, runSyncJob, { runId })
    },
  })
  let beating: Beating | undefined
  const dispatch = await startDispatch({
    boss,
    clock,
    logger,
    worker: `${hostname()}:${process.pid}`,
    handlers: (options.handlers ?? handlers).filter(
      ({ definition }) => queues === null || queues.includes(definition.name),
    ),
    vendors,
    concurrency,
    moved: () => beating?.moved(),
    run: (handler, job, signal) => handler.run(job.data, contextWith(signal)),
  })
  const say = () =>
    beat(pool, signOfLife(options, dispatch, stopping.signal.aborted)).catch((error: unknown) =>
      logger.warn({ error }, 'could not write a sign of life'),
    )
  beating = keepBeating(say, clock)
  const context = contextWith(stopping.signal)
  const keeping = keepDeclaration(context.declaration, context, true).catch((error: unknown) => {
    if (!stopping.signal.aborted) logger.warn({ error }, 'the declared connection could not be seen to')
  })
  return {
    ...dispatch,
    state: () => ({ lastAnswerAt: dispatch.lastAnswerAt(), stopping: stopping.signal.aborted }),
    async stop() {
      stopping.abort(new Error('the worker is stopping'))
      await dispatch.stop(stopMs)
      await Promise.all([beating.stop(), keeping])
      await removeHeartbeat(pool, id).catch((error: unknown) => logger.warn({ error }, 'could not sign off'))
      await boss.stop({ graceful: false })
    },
  }
}

function signOfLife(options: WorkerOptions, dispatch: Dispatch, stopping: boolean): Heartbeat {
  return {
    id: options.id,
    hostname: hostname(),
    pid: process.pid,
    version: options.version ?? '',
    vendors: options.vendors ?? [],
    queues: options.queues ?? [],
    concurrency: options.concurrency,
    healthPort: options.healthPort ?? null,
    stopping,
    lastJobAt: dispatch.lastJobAt(),
    currentJobs: dispatch.inHand().map(({ job, startedAt }) => ({
      id: job.id,
      queue: job.name,
      lane: laneOf(job.priority),
      connectionId: job.connectionId,
      startedAt: startedAt.toISOString(),
    })),
  }
}
