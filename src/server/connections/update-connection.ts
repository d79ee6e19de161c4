import type { PoolClient } from 'pg'
import { adapterFor } from '#server/adapters/lookup.ts'
import type { Patience } from '#server/http/patience.ts'
import { nextSyncAt, type Schedule } from '#server/sync/schedule.ts'
import type { Actor } from './actor.ts'
import { findConnection } from './find-connection.ts'
import { recordChange } from './record-change.ts'
import { validateSchedule } from './validate-schedule.ts'
import { validateSettings } from './validate-settings.ts'

export type ConnectionPatch = {
  name?: string | undefined
  settings?: Record<string, string | number | boolean> | undefined
  schedule?: Schedule | undefined
  /** All of it: what it doesn't say is as usual again. */
  calls?: Patience | undefined
}

/**
 * Changes name, settings, schedule or patience of a connection. New settings count from the next sync on, which then maps
 * every record again.
 * @throws {AppError} not_found; invalid with the field it belongs to
 */
export async function updateConnection(
  tx: PoolClient,
  actor: Actor,
  id: string,
  patch: ConnectionPatch,
  time: { now: Date; random: number },
): Promise<void> {
  const connection = await findConnection(tx, actor.scope, id, { lock: true })
  const adapter = adapterFor(connection.vendor)
  const settings = patch.settings && validateSettings(adapter, patch.settings)
  const schedule = patch.schedule && validateSchedule(adapter.manifest, patch.schedule)
  const moves = schedule !== undefined && connection.status === 'active'
  await tx.query(
    `UPDATE connection SET name = coalesce($2, name), settings = coalesce($3, settings),
            schedule = coalesce($4, schedule), next_sync_at = CASE WHEN $5 THEN $6 ELSE next_sync_at END,
            calls = coalesce($7, calls), updated_at = now() WHERE id = $1`,
    [
      id,
      patch.name ?? null,
      settings ?? null,
      schedule ?? null,
      moves,
      moves ? nextSyncAt(schedule, time.now, time.random) : null,
      patch.calls ?? null,
    ],
  )
  const changed = Object.keys(patch).filter((key) => patch[key as keyof ConnectionPatch] !== undefined)
  await recordChange(tx, { ...connection, name: patch.name ?? connection.name }, 'changed', actor.userId, {
    changed,
  })
}
