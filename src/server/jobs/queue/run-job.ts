import type { PgBoss } from 'pg-boss'
import { z } from 'zod'
import type { Clock } from '#server/lib/clock.ts'
import type { Logger } from '#server/lib/create-logger.ts'
import { type JobFailure, judgeJobFailure } from '../job-failure.ts'
import type { JobHandler } from '../job-handler.ts'
import type { ClaimedJob } from './claim-jobs.ts'
import { endTries, releaseJobs } from './job-rows.ts'

export type RunJob = {
  boss: PgBoss
  clock: Clock
  logger: Logger
  /** Name of this process, for whoever asks why a job failed. */
  worker: string
  handler: JobHandler
  job: ClaimedJob
  /** Does the job; its signal is aborted when the worker stops or the job was taken away. */
  run: (handler: JobHandler, job: ClaimedJob) => Promise<void>
  /** Aborted when the worker stops. */
  stopping: AbortSignal
}

/** The database may be away for a moment just when a job ends; until then its result is kept. */
const settleTries = 20

/**
 * Does one job and says how it ended: done; failed, to be tried again or given up; or given back, when the worker stops.
 * @returns whether it was done. Never throws: a job that could not be settled comes back when its heartbeat is missed.
 */
export async function runJob(options: RunJob): Promise<'done' | 'failed' | 'released'> {
  const { boss, clock, logger, handler, job, run, stopping } = options
  const attempt = { id: job.id, retryCount: job.retryCount }
  const settle = (act: () => Promise<unknown>) =>
    persist(act, clock).catch((error: unknown) =>
      logger.warn({ error, queue: job.name, job: job.id }, 'how a job ended could not be written down'),
    )
  try {
    await run(handler, job)
    await settle(() => boss.complete(job.name, attempt))
    return 'done'
  } catch (error) {
    if (stopping.aborted) {
      await settle(() => releaseJobs(boss.getDb(), [job]))
      return 'released'
    }
    logger.warn({ error, queue: job.name, job: job.id }, 'a job failed')
    const { hopeless, ...reason } = judgeJobFailure(error)
    if (hopeless) await settle(() => endTries(boss.getDb(), job))
    await settle(() => boss.fail(job.name, attempt, describeFailure(options, reason)))
    return 'failed'
  }
}

const earlier = z.object({ firstFailedAt: z.string() })

function describeFailure(
  { job, worker, clock }: RunJob,
  reason: Pick<JobFailure, 'kind' | 'class' | 'message'>,
): JobFailure {
  const failedAt = clock.now().toISOString()
  const before = earlier.safeParse(job.output)
  return {
    ...reason,
    worker,
    attempts: job.retryCount + 1,
    firstFailedAt: before.success ? before.data.firstFailedAt : failedAt,
    failedAt,
  }
}

async function persist(act: () => Promise<unknown>, clock: Clock): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await act()
      return
    } catch (error) {
      if (tries >= settleTries) throw error
      await clock.sleep(1_000)
    }
  }
}
