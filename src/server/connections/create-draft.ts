import type { PoolClient } from 'pg'
import { adapterFor } from '#server/adapters/lookup.ts'
import { newId } from '#server/lib/ids.ts'
import type { Actor } from './actor.ts'
import { saveCredentials } from './credentials.ts'
import type { DraftInput } from './draft-input.ts'
import { baseUrlOf } from './endpoint.ts'
import { recordChange } from './record-change.ts'
import { requireStore } from './require-store.ts'
import { findSignInMethod, validateCredentials } from './validate-fields.ts'
import { validateSettings } from './validate-settings.ts'

/**
 * Keeps what the wizard has collected so far as a draft. Credentials are checked, then sealed, then stored.
 * @param simulatorsUrl undefined where no simulators run
 * @throws {AppError} invalid with the field it belongs to; not_found for a store or vendor that isn't there
 */
export async function createDraft(
  tx: PoolClient,
  actor: Actor,
  input: DraftInput,
  simulatorsUrl: string | undefined,
): Promise<{ id: string }> {
  await requireStore(tx, actor.scope, input.storeId)
  const adapter = adapterFor(input.vendor)
  baseUrlOf(input, simulatorsUrl)
  const credentials = validateCredentials(
    findSignInMethod(adapter.manifest, input.signInMethod),
    input.credentials,
  )
  const settings = validateSettings(adapter, input.settings)
  const id = newId()
  await tx.query(
    `INSERT INTO connection (id, organization_id, store_id, vendor, name, status, sign_in_method, endpoint, settings, updated_at)
     VALUES ($1, $2, $3, $4, $5, 'draft', $6, $7, $8, now())`,
    [
      id,
      actor.scope.organizationId,
      input.storeId,
      input.vendor,
      input.name,
      input.signInMethod,
      input.endpoint,
      settings,
    ],
  )
  const connection = {
    id,
    organizationId: actor.scope.organizationId,
    storeId: input.storeId,
    name: input.name,
  }
  await saveCredentials(tx, connection, credentials)
  await recordChange(tx, connection, 'created', actor.userId, { vendor: input.vendor })
  return { id }
}
