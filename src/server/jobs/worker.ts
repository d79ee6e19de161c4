/** A worker process: takes jobs from the queue until SIGTERM or SIGINT. As many may run as wanted. */

import { env } from '#env'
import { allManifests } from '#server/adapters/lookup.ts'
import { type Declaration, readDeclaration } from '#server/connections/declared/read-declaration.ts'
import { openConnection } from '#server/connections/open-session.ts'
import { pool } from '#server/db/pool.ts'
import { systemClock } from '#server/lib/clock.ts'
import { AppError } from '#server/lib/errors.ts'
import { newId } from '#server/lib/ids.ts'
import { logger } from '#server/lib/logger.ts'
import { createWorkerBoss } from './boss.ts'
import { startWorker } from './start-worker.ts'

const declaration = declared()
const worker = await startWorker({
  declaration,
  boss: createWorkerBoss(env.DATABASE_URL, env.WORKER_CONCURRENCY + 3, logger),
  pool,
  open: openConnection,
  clock: systemClock,
  random: Math.random,
  logger,
  id: newId(),
  concurrency: env.WORKER_CONCURRENCY,
})
logger.info({ concurrency: env.WORKER_CONCURRENCY }, 'worker ready')

const signal = await new Promise<string>((resolve) => {
  process.once('SIGTERM', resolve)
  process.once('SIGINT', resolve)
})
logger.info({ signal }, 'worker stopping')
await worker.stop()
await pool.end()

/** A worker that was told of a connection it cannot make does not start, as with any other wrong setting. */
function declared(): Declaration | null {
  try {
    return readDeclaration(env, allManifests(), env.SIMULATORS_URL)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}
