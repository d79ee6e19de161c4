import { type ConstructorOptions, PgBoss } from 'pg-boss'
import type { Logger } from '#server/lib/create-logger.ts'
import { deadLetterOf, definitions } from './definitions.ts'
import { waitingIndex } from './queue/claim-jobs.ts'
import { retryingIndex } from './queue/job-rows.ts'

/** Opens a queue that only sends jobs, for processes that run none. */
export function createSender(
  options: Pick<ConstructorOptions, 'db' | 'connectionString'>,
  logger: Logger,
): PgBoss {
  return listening(
    new PgBoss({ ...options, supervise: false, schedule: false, registerInstance: false }),
    logger,
  )
}

/**
 * How statements of the queue are planned: every one has its index, and a planner that counts few rows, or many, would
 * read the whole table for each of a claim's probes (three times as slow with a thousand waiting), or compile the claim.
 */
export const queuePlanning = '-c enable_seqscan=off -c random_page_cost=1.1 -c jit=off'

/** As of every line to the database (`db/create-pool.ts`). */
const idleTooLong = '-c idle_in_transaction_session_timeout=10000'

/**
 * Opens a queue that also runs jobs and keeps the tables in order. The intervals bound how long a dead worker's job
 * lies still; the defaults (60 s each) would make that two minutes.
 * @param connections of a pool of its own, beside one for LISTEN
 */
export function createWorkerBoss(connectionString: string, connections: number, logger: Logger): PgBoss {
  return listening(
    new PgBoss({
      connectionString,
      max: connections,
      application_name: 'cairn-queue',
      options: `${queuePlanning} ${idleTooLong}`,
      // Handed on to pg. A claim takes milliseconds; on a line nobody answers any more it would wait for ever.
      ...{ query_timeout: 20_000 },
      registerInstance: false,
      superviseIntervalSeconds: 10,
      monitorIntervalSeconds: 10,
      queueCacheIntervalSeconds: 10,
      maintenanceIntervalSeconds: 60,
      persistQueueStats: true,
      queueStatRetentionDays: 7,
    }),
    logger,
  )
}

/** What gave up stays this long for people to see to, and as long again once they have. */
const keptSeconds = 30 * 24 * 3600

/** Key of the advisory lock under which queues are made: a number nobody else uses. */
const lock = 0x71756575

/** Starts a queue and makes sure that every queue, its dead letters and the indexes of waiting jobs are as they should be. */
export async function startBoss(boss: PgBoss): Promise<PgBoss> {
  await boss.start({ attempts: 5 })
  const existing = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
  for (const { name, queue } of definitions) {
    const deadLetter = deadLetterOf(name)
    if (!existing.has(deadLetter)) {
      await boss.createQueue(deadLetter, { retentionSeconds: keptSeconds, deleteAfterSeconds: keptSeconds })
    }
    const { policy: _, partition: __, ...changeable } = { ...queue, deadLetter }
    if (existing.has(name)) await boss.updateQueue(name, changeable)
    else await boss.createQueue(name, { ...queue, deadLetter })
  }
  // Processes that start at once would make an index twice, and the second would fail.
  const indexes = [waitingIndex, retryingIndex].map((index) => `${index};`).join(' ')
  await boss.getDb().executeSql(`DO $$ BEGIN PERFORM pg_advisory_xact_lock(${lock}); ${indexes} END $$`)
  return boss
}

/** pg-boss goes on after an error of its own; unheard, the event would end the process. */
function listening(boss: PgBoss, logger: Logger): PgBoss {
  boss.on('error', (error) => logger.warn({ error }, 'the job queue met an error and goes on'))
  boss.on('warning', ({ message }) => logger.warn({ reason: message }, 'the job queue warns'))
  return boss
}
