import type { PoolClient } from 'pg'
import type { PgBoss } from 'pg-boss'
import { pool } from '#server/db/pool.ts'
import { logger } from '#server/lib/logger.ts'
import type { EnqueueRun } from '#server/sync/start-run.ts'
import { createSender, startBoss } from './boss.ts'
import { type JobDefinition, runSyncJob } from './definitions.ts'

const shared = globalThis as typeof globalThis & { cairnSender?: Promise<PgBoss> }

/** One sender a process, started with its first job; a failed start is tried again with the next. */
function sender(): Promise<PgBoss> {
  shared.cairnSender ??= startBoss(
    createSender({ db: { executeSql: (text, values) => pool.query(text, values) } }, logger),
  ).catch((error: unknown) => {
    delete shared.cairnSender
    throw error
  })
  return shared.cairnSender
}

/**
 * Puts a job into its queue in the caller's transaction. A job with the same key that waits or runs already is enough.
 * @throws {ZodError} the payload is not what the definition says
 */
export async function enqueueWith<Payload extends object>(
  boss: PgBoss,
  tx: PoolClient,
  definition: JobDefinition<Payload>,
  payload: Payload,
): Promise<void> {
  const data = definition.payload.parse(payload)
  await boss.send(definition.name, data, {
    singletonKey: definition.key(data),
    db: { executeSql: (text, values) => tx.query(text, values) },
  })
}

/** Puts the job of a run into the queue, in the transaction that makes the run. */
export const enqueueRun: EnqueueRun = async (tx, runId) =>
  enqueueWith(await sender(), tx, runSyncJob, { runId })
