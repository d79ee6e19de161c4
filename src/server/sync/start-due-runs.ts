import type { Pool } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import type { Clock } from '#server/lib/clock.ts'
import { modeFor, nextSyncAt, scheduleSchema } from './schedule.ts'
import { type EnqueueRun, startRun } from './start-run.ts'

type DueConnection = { id: string; schedule: unknown; lastFullAt: Date | null }

/** At most this many a minute: after a night offline, all connections are due at once. */
const batchSize = 50

/**
 * Starts a run of every active connection whose time has come. Two schedulers at once start one run: each locks what
 * it takes, and a connection can't have two.
 * @returns how many runs were started
 */
export async function startDueRuns(
  pool: Pool,
  enqueue: EnqueueRun,
  clock: Clock,
  random: () => number,
): Promise<number> {
  let started = 0
  for (let count = 0; count < batchSize; count += 1) {
    const result = await inTransaction(async (tx) => {
      const { rows } = await tx.query<DueConnection>(
        `SELECT c.id, c.schedule, (
            SELECT max(started_at) FROM sync_run
             WHERE connection_id = c.id AND mode = 'full' AND status = 'succeeded') AS "lastFullAt"
           FROM connection c
          WHERE c.status = 'active' AND c.next_sync_at <= $1
          ORDER BY c.next_sync_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
        [clock.now()],
      )
      const [due] = rows
      if (!due) return 'none'
      const now = clock.now()
      const next = nextSyncAt(scheduleSchema.parse(due.schedule), now, random())
      await tx.query('UPDATE connection SET next_sync_at = $2 WHERE id = $1', [due.id, next])
      if (!next) return 'skipped'
      const request = { connectionId: due.id, mode: modeFor(due.lastFullAt, now), requestedById: null }
      const { alreadyRunning } = await startRun(tx, { ...request, trigger: 'schedule' }, enqueue)
      return alreadyRunning ? 'skipped' : 'started'
    }, pool)
    if (result === 'none') break
    if (result === 'started') started += 1
  }
  return started
}
