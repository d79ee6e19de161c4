import type { PoolClient } from 'pg'
import { adapterFor } from '#server/adapters/lookup.ts'
import { AppError } from '#server/lib/errors.ts'
import { newId } from '#server/lib/ids.ts'
import { defaultSchedules } from '#server/sync/schedules/default-schedules.ts'
import { saveSchedules } from '#server/sync/schedules/save-schedules.ts'
import { dropCredentials, openCredentials, saveCredentials } from '../credentials.ts'
import { recordChange } from '../record-change.ts'
import { resumeCalls } from '../resume-calls.ts'
import { validateSettings } from '../validate-settings.ts'
import { ensureWebhookSecret, keepSigningCredential } from '../webhook-secret.ts'
import type { Declaration } from './read-declaration.ts'

type Store = { id: string; organizationId: string; name: string }
type Stored = {
  id: string
  organizationId: string
  storeId: string
  name: string
  signInMethod: string
  endpoint: string
  settings: Record<string, string | number | boolean>
}

/**
 * Makes the connection the environment declares, or brings its credentials up to date. What people have set in the
 * browser (name, schedule, settings the environment is silent about, paused) stays.
 * @param store as found by {@link findDeclaredStore}
 */
export async function saveDeclared(
  tx: PoolClient,
  store: Store,
  declaration: Declaration,
  now: Date,
): Promise<{ id: string; outcome: 'created' | 'changed' | 'unchanged' }> {
  const id = await insert(tx, store, declaration)
  const { vendor, credentials } = declaration
  if (id !== null) {
    const connection = { id, organizationId: store.organizationId, storeId: store.id, name: store.name }
    await saveCredentials(tx, connection, credentials)
    const { manifest } = adapterFor(vendor)
    await ensureWebhookSecret(tx, connection, manifest)
    const { everyMinutes } = manifest.defaultSchedule
    await saveSchedules(tx, id, defaultSchedules(manifest, manifest.entities, everyMinutes), now)
    await recordChange(tx, connection, 'created', null, { vendor })
    return { id, outcome: 'created' }
  }
  const stored = await lockStored(tx, store.id, vendor)
  if (await isAsDeclared(tx, stored, declaration)) return { id: stored.id, outcome: 'unchanged' }
  const { manifest } = adapterFor(vendor)
  await keepSigningCredential(tx, stored, manifest, Object.keys(credentials), now)
  await dropCredentials(tx, stored.id, [])
  await saveCredentials(tx, stored, credentials)
  await resumeCalls(tx, stored.id)
  await tx.query(
    `UPDATE connection SET sign_in_method = $2, endpoint = $3, settings = settings || $4::jsonb, last_check = NULL,
            updated_at = now() WHERE id = $1`,
    [stored.id, declaration.signInMethod, declaration.endpoint, declaration.settings],
  )
  await recordChange(tx, stored, 'credentials_rotated', null, { fields: Object.keys(credentials) })
  return { id: stored.id, outcome: 'changed' }
}

/** @returns null when it is there already: the index lets one process make it */
async function insert(
  tx: PoolClient,
  store: Store,
  { vendor, endpoint, signInMethod, settings }: Declaration,
): Promise<string | null> {
  const adapter = adapterFor(vendor)
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO connection (id, organization_id, store_id, vendor, name, status, sign_in_method, endpoint, settings,
                             entities, declared, updated_at)
     VALUES ($1, $2, $3, $4, $5, 'active', $6, $7, $8, $9, true, now())
     ON CONFLICT (store_id, vendor) WHERE declared DO NOTHING RETURNING id`,
    [
      newId(),
      store.organizationId,
      store.id,
      vendor,
      store.name,
      signInMethod,
      endpoint,
      validateSettings(adapter, settings),
      adapter.manifest.entities,
    ],
  )
  return rows[0]?.id ?? null
}

async function lockStored(tx: PoolClient, storeId: string, vendor: string): Promise<Stored> {
  const { rows } = await tx.query<Stored>(
    `SELECT id, organization_id AS "organizationId", store_id AS "storeId", name, sign_in_method AS "signInMethod",
            endpoint, settings
       FROM connection WHERE store_id = $1 AND vendor = $2 AND declared FOR UPDATE`,
    [storeId, vendor],
  )
  const [stored] = rows
  if (!stored) throw new AppError('conflict', 'The declared connection is being removed. Cairn tries again.')
  return stored
}

async function isAsDeclared(tx: PoolClient, stored: Stored, declared: Declaration): Promise<boolean> {
  if (stored.signInMethod !== declared.signInMethod || stored.endpoint !== declared.endpoint) return false
  if (!holds(stored.settings, declared.settings)) return false
  // What no key opens any more is to be sealed anew.
  const credentials = await openCredentials(tx, stored).catch((error: unknown) => {
    if (error instanceof AppError) return null
    throw error
  })
  if (credentials === null) return false
  return holds(credentials, declared.credentials) && holds(declared.credentials, credentials)
}

function holds(all: Record<string, unknown>, some: Record<string, unknown>): boolean {
  return Object.entries(some).every(([name, value]) => all[name] === value)
}
