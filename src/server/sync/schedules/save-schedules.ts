import type { PoolClient } from 'pg'
import { newId } from '#server/lib/ids.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import type { ScheduleRule, WantedSchedule } from './rule.ts'
import { nextSlot } from './slots.ts'

/**
 * Makes schedules of a connection, or changes those it has of the same entity and mode. One that is paused stays so.
 * @param wanted validated by `validateRule`
 */
export async function saveSchedules(
  tx: PoolClient,
  connectionId: string,
  wanted: WantedSchedule[],
  now: Date,
): Promise<void> {
  if (wanted.length === 0) return
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO sync_schedule (id, connection_id, entity, mode, rule, jitter_seconds, paused)
     SELECT id, $1, entity, mode, rule, jitter, paused
       FROM unnest($2::uuid[], $3::text[], $4::text[], $5::jsonb[], $6::int[], $7::bool[])
         AS w(id, entity, mode, rule, jitter, paused)
     ON CONFLICT (connection_id, entity, mode) DO UPDATE SET
       rule = excluded.rule, jitter_seconds = excluded.jitter_seconds
     RETURNING id`,
    [
      connectionId,
      wanted.map(() => newId()),
      wanted.map(({ entity }) => entity),
      wanted.map(({ mode }) => mode),
      wanted.map(({ rule }) => JSON.stringify(rule)),
      wanted.map(({ jitterSeconds }) => jitterSeconds),
      wanted.map(({ paused = false }) => paused),
    ],
  )
  await replanSchedules(
    tx,
    'schedule',
    rows.map(({ id }) => id),
    now,
  )
}

/** Removes what a connection no longer reads. */
export async function dropSchedules(
  tx: PoolClient,
  connectionId: string,
  entities: readonly SyncEntity[],
): Promise<void> {
  await tx.query('DELETE FROM sync_schedule WHERE connection_id = $1 AND entity = ANY($2::text[])', [
    connectionId,
    entities,
  ])
}

type Stored = {
  id: string
  connectionId: string
  rule: ScheduleRule
  jitterSeconds: number
  paused: boolean
  timeZone: string
}

const columns = { connection: 's.connection_id', store: 'c.store_id', schedule: 's.id' } as const

/** Works out when schedules come next, from now on: after a change of a rule, of a pause, or of a store's time zone. */
export async function replanSchedules(
  tx: PoolClient,
  of: keyof typeof columns,
  ids: string[],
  now: Date,
): Promise<void> {
  const { rows } = await tx.query<Stored>(
    `SELECT s.id, s.connection_id AS "connectionId", s.rule, s.jitter_seconds AS "jitterSeconds", s.paused,
            st.time_zone AS "timeZone"
       FROM sync_schedule s JOIN connection c ON c.id = s.connection_id JOIN store st ON st.id = c.store_id
      WHERE ${columns[of]} = ANY($1::uuid[]) ORDER BY s.id FOR UPDATE OF s`,
    [ids],
  )
  await saveNext(
    tx,
    rows.map((row) => ({ id: row.id, next: row.paused ? null : nextSlot(row, now) })),
  )
}

/** Notes when schedules come next, in one statement. */
export async function saveNext(
  tx: PoolClient,
  planned: { id: string; next: { slotAt: Date; fireAt: Date } | null }[],
): Promise<void> {
  await tx.query(
    `UPDATE sync_schedule s SET next_slot_at = n.slot_at, next_fire_at = n.fire_at
       FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS n(id, slot_at, fire_at) WHERE s.id = n.id`,
    [
      planned.map(({ id }) => id),
      planned.map(({ next }) => next?.slotAt ?? null),
      planned.map(({ next }) => next?.fireAt ?? null),
    ],
  )
}
