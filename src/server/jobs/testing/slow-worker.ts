/** For tests only: a worker process whose POS holds 60 products and takes 100 ms a page. */

import { env } from '#env'
import { pool } from '#server/db/pool.ts'
import { systemClock } from '#server/lib/clock.ts'
import { newId } from '#server/lib/ids.ts'
import { logger } from '#server/lib/logger.ts'
import { fakePos, fakeProducts, openFake } from '#server/sync/testing/fake-pos.ts'
import { createWorkerBoss } from '../boss.ts'
import { startWorker } from '../start-worker.ts'

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
  concurrency: 2,
})
process.once('SIGTERM', () => worker.stop().then(() => pool.end()))
