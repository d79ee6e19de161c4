/**
 * For tests only: a worker process whose POS holds 60 products and takes 100 ms a page. Arguments: jobs at a time, and the
 * port to ask for its health at.
 */

import { env } from '#env'
import { pool } from '#server/db/pool.ts'
import { systemClock } from '#server/lib/clock.ts'
import { newId } from '#server/lib/ids.ts'
import { logger } from '#server/lib/logger.ts'
import { fakePos, fakeProducts, openFake } from '#server/sync/testing/fake-pos.ts'
import { createWorkerBoss } from '../boss.ts'
import { startWorker } from '../start-worker.ts'
import { serveHealth } from '../worker-health.ts'

const [, , concurrency = '2', port] = process.argv
const pos = fakePos(fakeProducts(60))
pos.beforePage = (_entity, _start, signal) => systemClock.sleep(100, signal)

const worker = await startWorker({
  boss: createWorkerBoss(env.DATABASE_URL, 6, logger),
  pool,
  open: openFake(pos),
  clock: systemClock,
  random: Math.random,
  logger,
  id: newId(),
  concurrency: Number(concurrency),
})
const health =
  port === undefined
    ? null
    : await serveHealth({
        worker,
        ask: () => pool.query('SELECT 1'),
        clock: systemClock,
        host: '127.0.0.1',
        port: Number(port),
      })
process.once('SIGTERM', async () => {
  await worker.stop()
  health?.close()
  health?.closeAllConnections()
  await pool.end()
})
