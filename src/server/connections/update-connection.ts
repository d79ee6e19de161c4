import type { PoolClient } from 'pg'
import type { Manifest } from '#server/adapters/contract.ts'
import { adapterFor } from '#server/adapters/lookup.ts'
import type { Patience } from '#server/http/patience.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { defaultSchedules } from '#server/sync/schedules/default-schedules.ts'
import { dropSchedules, saveSchedules } from '#server/sync/schedules/save-schedules.ts'
import type { Actor } from './actor.ts'
import { type FoundConnection, findConnection } from './find-connection.ts'
import { recordChange } from './record-change.ts'
import { validateEntities } from './validate-entities.ts'
import { validateSettings } from './validate-settings.ts'

export type ConnectionPatch = {
  name?: string | undefined
  settings?: Record<string, string | number | boolean> | undefined
  /** What it reads; what is new is read as the vendor's defaults say, what is left out keeps no schedule. */
  entities?: SyncEntity[] | undefined
  /** All of it: what it doesn't say is as usual again. */
  calls?: Patience | undefined
}

/**
 * Changes name, settings, kinds of record or patience of a connection. New settings count from the next sync on, which then maps
 * every record again.
 * @throws {AppError} not_found; invalid with the field it belongs to
 */
export async function updateConnection(
  tx: PoolClient,
  actor: Actor,
  id: string,
  patch: ConnectionPatch,
  now: Date,
): Promise<void> {
  const connection = await findConnection(tx, actor.scope, id, { lock: true })
  const adapter = adapterFor(connection.vendor)
  const settings = patch.settings && validateSettings(adapter, patch.settings)
  const entities = patch.entities && validateEntities(adapter.manifest, patch.entities)
  await tx.query(
    `UPDATE connection SET name = coalesce($2, name), settings = coalesce($3, settings),
            entities = coalesce($4, entities), calls = coalesce($5, calls), updated_at = now() WHERE id = $1`,
    [id, patch.name ?? null, settings ?? null, entities ?? null, patch.calls ?? null],
  )
  if (entities) await changeEntities(tx, connection, adapter.manifest, entities, now)
  const changed = Object.keys(patch).filter((key) => patch[key as keyof ConnectionPatch] !== undefined)
  await recordChange(tx, { ...connection, name: patch.name ?? connection.name }, 'changed', actor.userId, {
    changed,
  })
}

async function changeEntities(
  tx: PoolClient,
  { id, entities: before, status }: FoundConnection,
  manifest: Manifest,
  entities: SyncEntity[],
  now: Date,
) {
  await dropSchedules(
    tx,
    id,
    before.filter((entity) => !entities.includes(entity)),
  )
  const added = entities.filter((entity) => !before.includes(entity))
  const { rows } = await tx.query<{ pace: number | null }>(
    "SELECT min((rule->>'everyMinutes')::int) AS pace FROM sync_schedule WHERE connection_id = $1",
    [id],
  )
  // A store synced by hand stays so.
  if (status !== 'draft')
    await saveSchedules(tx, id, defaultSchedules(manifest, added, rows[0]?.pace ?? null), now)
}
