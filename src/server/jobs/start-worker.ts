import { hostname } from 'node:os'
import type { Pool } from 'pg'
import type { PgBoss } from 'pg-boss'
import type { Declaration } from '#server/connections/declared/read-declaration.ts'
import type { Clock } from '#server/lib/clock.ts'
import type { Logger } from '#server/lib/create-logger.ts'
import type { OpenConnection } from '#server/sync/open-connection.ts'
import { startBoss } from './boss.ts'
import { runSyncJob } from './definitions.ts'
import { enqueueWith } from './enqueue.ts'
import { checkDueHandler } from './handlers/check-due.ts'
import { runSyncHandler } from './handlers/run-sync.ts'
import { beat, type Heartbeat, removeHeartbeat } from './heartbeat.ts'
import type { JobContext, JobHandler } from './job-handler.ts'
import { keepDeclaration } from './keep-declaration.ts'

const handlers: JobHandler[] = [runSyncHandler, checkDueHandler]

export type WorkerOptions = {
  boss: PgBoss
  pool: Pool
  open: OpenConnection
  clock: Clock
  random: () => number
  logger: Logger
  id: string
  /** Jobs of a queue at a time. */
  concurrency: number
  /** The connection of the environment, where one is declared; checked at once. */
  declaration?: Declaration | null
}

/** How long running jobs get to reach the end of their page. */
const stopMs = 25_000
const heartbeatMs = 10_000

/**
 * Starts taking jobs.
 * @returns a function that stops it: no new jobs, those under way end at their next page and wait for another worker
 */
export async function startWorker(options: WorkerOptions): Promise<() => Promise<void>> {
  const { boss, pool, clock, logger, id, concurrency } = options
  const stopping = new AbortController()
  const heartbeat: Heartbeat = {
    id,
    hostname: hostname(),
    pid: process.pid,
    lastJobAt: null,
    currentJobs: new Set(),
  }
  await startBoss(boss)
  const contextWith = (signal: AbortSignal): JobContext => ({
    ...options,
    declaration: options.declaration ?? null,
    signal,
    enqueueRun: (tx, runId) => enqueueWith(boss, tx, runSyncJob, { runId }),
  })
  for (const { definition, run } of handlers) {
    // With LISTEN/NOTIFY a worker looks once a notice and then waits: the burst and a short interval keep it going
    // while there is work.
    const work = { localConcurrency: concurrency, notifyPollingIntervalSeconds: 2, burstWhenReadyExceeds: 1 }
    await boss.work(definition.name, work, async ([job]) => {
      if (!job) return
      heartbeat.currentJobs.add(definition.name)
      try {
        await run(job.data, contextWith(AbortSignal.any([stopping.signal, job.signal])))
      } catch (error) {
        if (!stopping.signal.aborted) logger.warn({ error, queue: definition.name }, 'a job failed')
        throw error
      } finally {
        heartbeat.currentJobs.delete(definition.name)
        heartbeat.lastJobAt = clock.now()
      }
    })
    if (definition.cron) await boss.schedule(definition.name, definition.cron)
  }
  const beating = beatUntil(stopping.signal, options, heartbeat)
  const context = contextWith(stopping.signal)
  const keeping = keepDeclaration(context.declaration, context, true).catch((error: unknown) => {
    if (!stopping.signal.aborted) logger.warn({ error }, 'the declared connection could not be seen to')
  })
  return async () => {
    stopping.abort(new Error('the worker is stopping'))
    await boss.stop({ graceful: true, timeout: stopMs })
    await Promise.all([beating, keeping])
    await removeHeartbeat(pool, id).catch((error: unknown) => logger.warn({ error }, 'could not sign off'))
  }
}

async function beatUntil(signal: AbortSignal, { pool, clock, logger }: WorkerOptions, heartbeat: Heartbeat) {
  while (!signal.aborted) {
    await beat(pool, heartbeat).catch((error: unknown) =>
      logger.warn({ error }, 'could not write a sign of life'),
    )
    await clock.sleep(heartbeatMs, signal).catch(() => undefined)
  }
}
