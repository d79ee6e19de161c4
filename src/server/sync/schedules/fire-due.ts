import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import type { RunMode, SyncEntity } from '#server/model/sync.ts'
import { type EnqueueRun, startRun } from '../start-run.ts'
import { type ActiveRead, chooseRuns } from './choose-runs.ts'
import type { ScheduleMode } from './rule.ts'
import { saveNext } from './save-schedules.ts'
import { nextSlot, type Timing, windowEnd } from './slots.ts'

export type DueSchedule = Timing & { id: string; entity: SyncEntity; mode: ScheduleMode; slotAt: Date }

/** At most so many schedules a look: after a night offline all are due at once, and the next look is a minute away. */
const batchSize = 500

/** Slots that fired are remembered this long: far longer than any clock is set back. */
const keptDays = 35

/**
 * Starts a run for every schedule whose time has come. A slot fires once, however many schedulers look: its row in
 * `schedule_slot` decides. A scheduler that slept fires the slot it missed first and goes on with the next to come, so
 * that there is one run to catch up, never several; a window that is over meanwhile waits for the next one.
 * @param now the database's or a test's
 * @returns how many runs were started
 */
export async function fireDueSchedules(pool: Pool, enqueue: EnqueueRun, now: Date): Promise<number> {
  return inTransaction(async (tx) => {
    const due = await takeDue(tx, now)
    if (due.length === 0) return 0
    const open = due.filter((schedule) => (windowEnd(schedule, schedule.slotAt) ?? now) >= now)
    const { runs, later } = chooseRuns(open, await activeReads(tx, open))
    const fired = await markFired(
      tx,
      open.filter(({ id }) => !later.has(id)),
      now,
    )
    let started = 0
    for (const run of runs) {
      const schedules = run.schedules.filter(({ id }) => fired.has(id))
      if (schedules.length > 0 && (await start(tx, run, schedules, enqueue))) started += 1
    }
    await saveNext(
      tx,
      due
        .filter(({ id }) => !later.has(id))
        .map((schedule) => ({
          id: schedule.id,
          next: nextSlot(schedule, schedule.slotAt > now ? schedule.slotAt : now),
        })),
    )
    return started
  }, pool)
}

async function takeDue(tx: PoolClient, now: Date): Promise<DueSchedule[]> {
  const { rows } = await tx.query<DueSchedule>(
    `SELECT s.id, s.connection_id AS "connectionId", s.entity, s.mode, s.rule, s.jitter_seconds AS "jitterSeconds",
            s.next_slot_at AS "slotAt", st.time_zone AS "timeZone"
       FROM sync_schedule s JOIN connection c ON c.id = s.connection_id JOIN store st ON st.id = c.store_id
      WHERE s.next_fire_at <= $1 AND NOT s.paused AND c.status = 'active'
      ORDER BY s.next_fire_at, s.connection_id LIMIT $2 FOR UPDATE OF s SKIP LOCKED`,
    [now, batchSize],
  )
  return rows
}

async function activeReads(tx: PoolClient, due: DueSchedule[]): Promise<ActiveRead[]> {
  const { rows } = await tx.query<{ connectionId: string; entity: SyncEntity; mode: RunMode }>(
    `SELECT c.connection_id AS "connectionId", c.entity, r.mode FROM sync_claim c JOIN sync_run r ON r.id = c.run_id
      WHERE c.active AND c.connection_id = ANY($1::uuid[])`,
    [due.map(({ connectionId }) => connectionId)],
  )
  return rows
}

/** @returns the schedules whose slot had not fired yet */
async function markFired(tx: PoolClient, schedules: DueSchedule[], now: Date): Promise<Set<string>> {
  const ids = schedules.map(({ id }) => id)
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO schedule_slot (schedule_id, slot_at, fired_at)
     SELECT id, slot_at, $3 FROM unnest($1::uuid[], $2::timestamptz[]) AS s(id, slot_at)
     ON CONFLICT (schedule_id, slot_at) DO NOTHING RETURNING schedule_id AS id`,
    [ids, schedules.map(({ slotAt }) => slotAt), now],
  )
  await tx.query(
    `DELETE FROM schedule_slot WHERE schedule_id = ANY($1::uuid[]) AND slot_at < $2::timestamptz - make_interval(days => $3)`,
    [ids, now, keptDays],
  )
  return new Set(rows.map(({ id }) => id))
}

async function start(
  tx: PoolClient,
  { connectionId, mode }: { connectionId: string; mode: ScheduleMode },
  schedules: DueSchedule[],
  enqueue: EnqueueRun,
): Promise<boolean> {
  const entities = [...new Set(schedules.map(({ entity }) => entity))]
  const scheduleId = schedules.find((schedule) => schedule.mode === mode)?.id ?? null
  const request = { connectionId, mode, entities, scheduleId, requestedById: null } as const
  try {
    const { runId, alreadyRunning } = await startRun(tx, { ...request, trigger: 'schedule' }, enqueue)
    if (alreadyRunning) return false
    await tx.query(
      `UPDATE schedule_slot t SET run_id = $3 FROM unnest($1::uuid[], $2::timestamptz[]) AS s(id, slot_at)
        WHERE t.schedule_id = s.id AND t.slot_at = s.slot_at`,
      [schedules.map(({ id }) => id), schedules.map(({ slotAt }) => slotAt), runId],
    )
    return true
  } catch (error) {
    // Paused, removed, or read by a run that has just ended: all said before anything was written.
    if (error instanceof AppError) return false
    throw error
  }
}
