import { type ConstructorOptions, PgBoss } from 'pg-boss'
import type { Logger } from '#server/lib/create-logger.ts'
import { definitions } from './definitions.ts'

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
 * Opens a queue that also runs jobs and keeps the tables in order. The intervals bound how long a dead worker's job
 * lies still; the defaults (60 s each) would make that two minutes.
 * @param connections of a pool of its own, one of them for LISTEN
 */
export function createWorkerBoss(connectionString: string, connections: number, logger: Logger): PgBoss {
  return listening(
    new PgBoss({
      connectionString,
      max: connections,
      application_name: 'cairn-queue',
      useListenNotify: true,
      instanceName: 'worker',
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

/** Starts a queue and makes sure that every queue exists with its present options. */
export async function startBoss(boss: PgBoss): Promise<PgBoss> {
  await boss.start({ attempts: 5 })
  const existing = new Set((await boss.getQueues()).map((queue) => queue.name))
  for (const { name, queue } of definitions) {
    const { policy: _, partition: __, ...changeable } = queue
    if (existing.has(name)) await boss.updateQueue(name, changeable)
    else await boss.createQueue(name, queue)
  }
  return boss
}

/** pg-boss goes on after an error of its own; unheard, the event would end the process. */
function listening(boss: PgBoss, logger: Logger): PgBoss {
  boss.on('error', (error) => logger.warn({ error }, 'the job queue met an error and goes on'))
  boss.on('warning', ({ message }) => logger.warn({ reason: message }, 'the job queue warns'))
  return boss
}
