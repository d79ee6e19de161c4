import type { Pool } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import type { EnqueueRun } from './start-run.ts'

/** A healthy run is heard of with every page and every try. */
const silentMinutes = 5

/**
 * Puts runs nobody has heard of for minutes back into the queue: their job may be gone (deleted by hand, a restored
 * backup). A run whose job is still there keeps it, since the queue takes only one of a key.
 */
export async function requeueLostRuns(pool: Pool, enqueue: EnqueueRun): Promise<void> {
  await inTransaction(async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `SELECT id FROM sync_run
        WHERE status IN ('planned', 'running', 'cancelling')
          AND coalesce(heartbeat_at, queued_at) < now() - make_interval(mins => $1)
        LIMIT 100 FOR UPDATE SKIP LOCKED`,
      [silentMinutes],
    )
    for (const { id } of rows) await enqueue(tx, id)
  }, pool)
}
