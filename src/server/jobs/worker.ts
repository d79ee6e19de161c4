/** A worker process: takes jobs from the queue until SIGTERM or SIGINT. As many may run as wanted. */

import { readFileSync } from 'node:fs'
import { env } from '#env'
import { allManifests } from '#server/adapters/lookup.ts'
import { readDeclaration } from '#server/connections/declared/read-declaration.ts'
import { openConnection } from '#server/connections/open-session.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { startSubscribers } from '#server/events/live.ts'
import { changeCounter } from '#server/health/count-changes.ts'
import { systemClock } from '#server/lib/clock.ts'
import { AppError } from '#server/lib/errors.ts'
import { newId } from '#server/lib/ids.ts'
import { logger } from '#server/lib/logger.ts'
import { createWorkerBoss } from './boss.ts'
import { definitions, tidyEventsJob } from './definitions.ts'
import { enqueueWith } from './enqueue.ts'
import { startWorker } from './start-worker.ts'
import { readWorkerScope } from './worker-args.ts'
import { serveHealth } from './worker-health.ts'

const declaration = orExit(() => readDeclaration(env, allManifests(), env.SIMULATORS_URL))
const scope = orExit(() =>
  readWorkerScope(process.argv.slice(2), env, {
    vendors: allManifests().map(({ id }) => id),
    queues: definitions.map(({ name }) => name),
  }),
)
const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'))
const concurrency = env.WORKER_CONCURRENCY
const boss = createWorkerBoss(env.DATABASE_URL, concurrency + 3, logger)
const worker = await startWorker({
  declaration,
  boss,
  pool,
  open: openConnection,
  clock: systemClock,
  random: Math.random,
  logger,
  id: newId(),
  concurrency,
  version,
  ...scope,
  healthPort: env.WORKER_HEALTH_PORT || null,
})
const health =
  env.WORKER_HEALTH_PORT === 0
    ? null
    : await serveHealth({
        worker,
        ask: answersWithin(2_000),
        clock: systemClock,
        host: env.WORKER_HEALTH_HOST,
        port: env.WORKER_HEALTH_PORT,
      })
// An installation that was off over the turn of a month has its tables again before long.
await inTransaction((tx) => enqueueWith(boss, tx, tidyEventsJob, {}))
const stopSubscribers = startSubscribers([changeCounter])
logger.info({ concurrency, ...scope }, 'worker ready')

const signal = await new Promise<string>((resolve) => {
  process.once('SIGTERM', resolve)
  process.once('SIGINT', resolve)
})
logger.info({ signal }, 'worker stopping')
// Whatever hangs, a dead line to the database say: what was in hand is taken up when its heartbeat is missed.
setTimeout(() => process.exit(1), 29_000).unref()
await Promise.all([worker.stop(), stopSubscribers()])
health?.close()
health?.closeAllConnections()
await pool.end()

/** Asks the database anything, and does not wait longer than that for it. */
function answersWithin(ms: number): () => Promise<unknown> {
  return async () => {
    const answered = new AbortController()
    const late = systemClock.sleep(ms, answered.signal).then(() => Promise.reject(new Error('no answer')))
    try {
      await Promise.race([pool.query('SELECT 1'), late])
    } finally {
      answered.abort()
      await late.catch(() => undefined)
    }
  }
}

/** A worker with a wrong setting (a connection it cannot make, a vendor there is not) says so and does not start. */
function orExit<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}
