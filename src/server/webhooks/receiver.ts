import type { Pool } from 'pg'
import { sealer } from '#server/connections/sealer.ts'
import { pool } from '#server/db/pool.ts'
import { systemClock } from '#server/lib/clock.ts'
import { logger } from '#server/lib/logger.ts'
import type { WakeConnections, WakeWithin } from './insert-deliveries.ts'
import { createLineCache } from './line-cache.ts'
import { createReceiver, type Receiver } from './receive.ts'

const shared = globalThis as typeof globalThis & { cairnReceiver?: Receiver }

/** The receiver of this process: one batcher and one cache, also across Next's bundles. */
export function processReceiver(
  wake: { wake: WakeConnections; wakeWithin: WakeWithin },
  db: Pool = pool,
): Receiver {
  shared.cairnReceiver ??= createReceiver({
    db,
    lines: createLineCache({ db, clock: systemClock }),
    sealer,
    clock: systemClock,
    logger,
    ...wake,
  })
  return shared.cairnReceiver
}
