import type { PoolClient } from 'pg'
import { AppError } from '#server/lib/errors.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import type { ScheduleMode } from './rule.ts'
import { replanSchedules } from './save-schedules.ts'

/** One of a connection's schedules. The caller has seen to it that the connection is within the person's reach. */
export type ScheduleRef = { connectionId: string; id: string }

/** What a schedule is called by. */
type ScheduleName = { entity: SyncEntity; mode: ScheduleMode }

/**
 * Stops a schedule until it is resumed, or lets it go on: with its next slot, not with those that were missed.
 * @throws {AppError} not_found
 */
export async function pauseSchedule(
  tx: PoolClient,
  { connectionId, id }: ScheduleRef,
  paused: boolean,
  now: Date,
): Promise<ScheduleName> {
  const { rows } = await tx.query<ScheduleName>(
    'UPDATE sync_schedule SET paused = $3 WHERE connection_id = $1 AND id = $2 RETURNING entity, mode',
    [connectionId, id, paused],
  )
  const [changed] = rows
  if (!changed) throw scheduleNotFound()
  await replanSchedules(tx, 'schedule', [id], now)
  return changed
}

/**
 * Makes a schedule read another kind of record, or in another way; what it has fired stays with it. It keeps its kind
 * of record where that is among the wanted ones, else it takes the first of them. One that the connection has of that
 * kind and way already gives place to it. The rule is `saveSchedules`' to change.
 * @throws {AppError} not_found
 */
export async function moveSchedule(
  tx: PoolClient,
  { connectionId, id }: ScheduleRef,
  { entities, mode }: { entities: readonly SyncEntity[]; mode: ScheduleMode },
): Promise<void> {
  const { rows } = await tx.query<{ entity: SyncEntity }>(
    'SELECT entity FROM sync_schedule WHERE connection_id = $1 AND id = $2 FOR UPDATE',
    [connectionId, id],
  )
  const [moved] = rows
  if (!moved) throw scheduleNotFound()
  const entity = entities.includes(moved.entity) ? moved.entity : entities[0]
  await tx.query(
    'DELETE FROM sync_schedule WHERE connection_id = $1 AND entity = $3 AND mode = $4 AND id <> $2',
    [connectionId, id, entity, mode],
  )
  await tx.query('UPDATE sync_schedule SET entity = $2, mode = $3 WHERE id = $1', [id, entity, mode])
}

/** @throws {AppError} not_found */
export async function removeSchedule(
  tx: PoolClient,
  { connectionId, id }: ScheduleRef,
): Promise<ScheduleName> {
  const { rows } = await tx.query<ScheduleName>(
    'DELETE FROM sync_schedule WHERE connection_id = $1 AND id = $2 RETURNING entity, mode',
    [connectionId, id],
  )
  const [removed] = rows
  if (!removed) throw scheduleNotFound()
  return removed
}

const scheduleNotFound = () =>
  new AppError('not_found', 'This schedule is not there any more. Reload the page.')
