import type { PoolClient } from 'pg'
import { AppError } from '#server/lib/errors.ts'
import { replanSchedules } from './save-schedules.ts'

/** One of a connection's schedules. The caller has seen to it that the connection is within the person's reach. */
export type ScheduleRef = { connectionId: string; id: string }

/**
 * Stops a schedule until it is resumed, or lets it go on: with its next slot, not with those that were missed.
 * @throws {AppError} not_found
 */
export async function pauseSchedule(
  tx: PoolClient,
  { connectionId, id }: ScheduleRef,
  paused: boolean,
  now: Date,
): Promise<void> {
  const { rowCount } = await tx.query(
    'UPDATE sync_schedule SET paused = $3 WHERE connection_id = $1 AND id = $2',
    [connectionId, id, paused],
  )
  if (rowCount === 0) throw scheduleNotFound()
  await replanSchedules(tx, 'schedule', [id], now)
}

/** @throws {AppError} not_found */
export async function removeSchedule(tx: PoolClient, { connectionId, id }: ScheduleRef): Promise<void> {
  const { rowCount } = await tx.query('DELETE FROM sync_schedule WHERE connection_id = $1 AND id = $2', [
    connectionId,
    id,
  ])
  if (rowCount === 0) throw scheduleNotFound()
}

const scheduleNotFound = () =>
  new AppError('not_found', 'This schedule is not there any more. Reload the page.')
