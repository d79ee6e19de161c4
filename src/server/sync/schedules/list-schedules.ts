import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import type { RunStatus, SyncEntity } from '#server/model/sync.ts'
import { cronWords } from './cron-words.ts'
import type { ScheduleMode, ScheduleRule } from './rule.ts'
import { nextSlot } from './slots.ts'

export type ScheduleRow = {
  id: string
  entity: SyncEntity
  mode: ScheduleMode
  rule: ScheduleRule
  /** A cron expression in words; null for other rules. */
  cronWords: string | null
  jitterSeconds: number
  paused: boolean
  /** Null while it is paused, and when it will never come. */
  nextFireAt: Date | null
  /** The last slot that fired. `runId` null: what it asks for was being read already. */
  last: { firedAt: Date; runId: string | null; status: RunStatus | null } | null
}

/** The schedules of a connection, by entity in the order they are read, what comes most often first. */
export async function listSchedules(db: Queryable, connectionId: string): Promise<ScheduleRow[]> {
  type Stored = Omit<ScheduleRow, 'last' | 'cronWords'> & {
    firedAt: Date | null
    runId: string | null
    status: RunStatus | null
  }
  const { rows } = await db.query<Stored>(
    `SELECT s.id, s.entity, s.mode, s.rule, s.jitter_seconds AS "jitterSeconds", s.paused,
            s.next_fire_at AS "nextFireAt", last.fired_at AS "firedAt", r.id AS "runId", r.status
       FROM sync_schedule s
       LEFT JOIN LATERAL (SELECT fired_at, run_id FROM schedule_slot
                           WHERE schedule_id = s.id ORDER BY slot_at DESC LIMIT 1) last ON true
       LEFT JOIN sync_run r ON r.id = last.run_id
      WHERE s.connection_id = $1
      ORDER BY array_position(ARRAY['products', 'inventory', 'batches', 'customers', 'orders'], s.entity),
               array_position(ARRAY['incremental', 'full', 'reconcile'], s.mode)`,
    [connectionId],
  )
  return rows.map(({ firedAt, runId, status, ...row }) => ({
    ...row,
    cronWords: cronWords(row.rule),
    last: firedAt && { firedAt, runId, status },
  }))
}

/**
 * When a rule would fire next on a connection, in order, and what it says where it is a cron expression.
 * @param count how many moments
 * @throws {AppError} not_found
 */
export async function previewFires(
  db: Queryable,
  connectionId: string,
  wanted: { rule: ScheduleRule; jitterSeconds: number },
  { now, count }: { now: Date; count: number },
): Promise<{ fires: Date[]; cronWords: string | null }> {
  const { rows } = await db.query<{ timeZone: string }>(
    `SELECT s.time_zone AS "timeZone" FROM connection c JOIN store s ON s.id = c.store_id WHERE c.id = $1`,
    [connectionId],
  )
  const [store] = rows
  if (!store) throw new AppError('not_found', 'This connection does not exist any more.')
  const fires: Date[] = []
  for (let after = now; fires.length < count; ) {
    const next = nextSlot({ ...wanted, ...store, connectionId }, after)
    if (!next) break
    fires.push(next.fireAt)
    after = next.slotAt
  }
  return { fires, cronWords: cronWords(wanted.rule) }
}
