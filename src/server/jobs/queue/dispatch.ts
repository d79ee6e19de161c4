import type { PgBoss } from 'pg-boss'
import type { Clock } from '#server/lib/clock.ts'
import type { Logger } from '#server/lib/create-logger.ts'
import { deadLetterOf, definitions, heartbeatSeconds, wakeChannel } from '../definitions.ts'
import type { JobHandler } from '../job-handler.ts'
import { type ClaimedJob, claimJobs } from './claim-jobs.ts'
import { dropCoveredLetters, hastenLostJobs, releaseJobs, touchJobs } from './job-rows.ts'
import { runJob } from './run-job.ts'
import { createTurns } from './turns.ts'

export type DispatchOptions = {
  boss: PgBoss
  clock: Clock
  logger: Logger
  worker: string
  handlers: readonly JobHandler[]
  /** Takes only jobs of connections to these vendors; null takes every job. */
  vendors: readonly string[] | null
  /** Jobs at a time; a quarter as many again, at least one, are kept for quick ones. */
  concurrency: number
  run: (handler: JobHandler, job: ClaimedJob, signal: AbortSignal) => Promise<void>
  /** Hears when jobs come, are taken and end; often. */
  moved?: () => void
}

/** A job in hand, for the workers page. */
export type JobInHand = { job: ClaimedJob; startedAt: Date }

export type Dispatch = {
  inHand(): JobInHand[]
  /** When the queue last answered: with jobs, with none, or that those in hand are still ours. */
  lastAnswerAt(): Date | null
  /** When a job last ended. */
  lastJobAt(): Date | null
  /** Takes no more jobs, waits for those in hand, and gives back what is left after `ms`. */
  stop(ms: number): Promise<void>
}

/** How often the queue is looked at without having been told of a job. */
const pollMs = 1_000

/** Jobs one connection may have active, over all workers, while others wait. */
const share = 2

/** One claim in so many goes to who waits longest, so that no lane waits for ever. */
const oldestEvery = 8

const deadLetters = definitions.map(({ name }) => deadLetterOf(name))

/** Starts taking jobs: as many at a time as there are slots, by lanes and turns (`claim-jobs.ts`). */
export async function startDispatch(options: DispatchOptions): Promise<Dispatch> {
  const { boss, clock, logger, handlers, vendors, concurrency } = options
  const slots = concurrency + Math.ceil(concurrency / 4)
  const byName = new Map(handlers.map((handler) => [handler.definition.name, handler]))
  const quick = handlers.flatMap(({ definition }) => (definition.long ? [] : [definition.name]))
  const hand = new Map<string, JobInHand & { taken: AbortController; ended: Promise<void> }>()
  const stopping = new AbortController()
  const turns = createTurns()
  let [claims, answeredAt, endedAt] = [0, null as Date | null, null as Date | null]
  let awake = Promise.withResolvers<void>()
  const wake = () => {
    options.moved?.()
    awake.resolve()
  }

  /** @returns how many jobs were taken */
  async function take(): Promise<number> {
    const free = slots - hand.size
    if (free <= 0) return 0
    const long = [...hand.values()].filter(({ job }) => byName.get(job.name)?.definition.long).length
    const queues = long < concurrency ? [...byName.keys()] : quick
    const limit = long < concurrency ? Math.min(free, concurrency - long) : free
    const oldestFirst = claims++ % oldestEvery === oldestEvery - 1
    const jobs = await claimJobs(boss.getDb(), {
      queues,
      vendors,
      limit,
      share,
      served: turns.served(),
      oldestFirst,
    })
    answeredAt = clock.now()
    turns.note(jobs.map(({ connectionId }) => connectionId))
    for (const job of jobs) start(job)
    if (jobs.length > 0) options.moved?.()
    return jobs.length
  }

  function start(job: ClaimedJob): void {
    const handler = byName.get(job.name)
    if (!handler) throw new Error(`a job of ${job.name} was taken, which nobody here does`)
    const taken = new AbortController()
    const signal = AbortSignal.any([stopping.signal, taken.signal])
    const run = () => options.run(handler, job, signal)
    const ended = runJob({ ...options, handler, job, run, stopping: stopping.signal }).then(() => {
      hand.delete(job.id)
      endedAt = clock.now()
      wake()
    })
    hand.set(job.id, { job, startedAt: clock.now(), taken, ended })
  }

  async function takeOnAndOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      awake = Promise.withResolvers<void>()
      const took = await take().catch((error: unknown) => {
        logger.warn({ error }, 'no jobs could be taken; asking again')
        return 0
      })
      // What was taken may not have been all: who had more than one waiting gave one.
      if (took === 0)
        await Promise.race([awake.promise, clock.sleep(pollMs, stopping.signal).catch(() => {})])
    }
  }

  async function touchOnAndOn(): Promise<void> {
    while (!ended.signal.aborted) {
      await clock.sleep((heartbeatSeconds * 1000) / 3, ended.signal).catch(() => {})
      const held = [...hand.values()]
      try {
        const ours = await touchJobs(
          boss.getDb(),
          held.map(({ job }) => job),
        )
        for (const { job, taken } of held) {
          if (!ours.has(job.id) && hand.has(job.id)) taken.abort(new Error('the job was taken for dead'))
        }
        await hastenLostJobs(boss.getDb())
        await dropCoveredLetters(boss.getDb(), deadLetters)
        answeredAt = clock.now()
      } catch (error) {
        logger.warn({ error }, 'no sign of life could be given for the jobs in hand')
      }
    }
  }

  const ended = new AbortController()
  const listening = await boss
    .getDb()
    .listen?.(wakeChannel, (name) => void (byName.has(name) && wake()), wake)
  const loops = [takeOnAndOn(), touchOnAndOn()]
  return {
    inHand: () => [...hand.values()],
    lastAnswerAt: () => answeredAt,
    lastJobAt: () => endedAt,
    async stop(ms) {
      stopping.abort(new Error('the worker is stopping'))
      const late = clock.sleep(ms, ended.signal).catch(() => {})
      await Promise.race([Promise.all([...hand.values()].map((one) => one.ended)), late])
      const left = [...hand.values()].map(({ job }) => job)
      if (left.length > 0) {
        logger.warn({ jobs: left.length }, 'jobs that did not end in time are given back')
        await releaseJobs(boss.getDb(), left).catch((error: unknown) =>
          logger.warn({ error }, 'jobs could not be given back; their heartbeats will be missed'),
        )
      }
      ended.abort()
      await listening?.close()
      await Promise.all(loops)
    },
  }
}
