import type { PoolClient } from 'pg'
import { adapterFor } from '#server/adapters/lookup.ts'
import { AppError } from '#server/lib/errors.ts'
import type { Actor } from './actor.ts'
import { credentialNames, dropCredentials, saveCredentials } from './credentials.ts'
import type { DraftInput } from './draft-input.ts'
import { baseUrlOf } from './endpoint.ts'
import { findConnection } from './find-connection.ts'
import { recordChange } from './record-change.ts'
import { requireStore } from './require-store.ts'
import { findSignInMethod, validateCredentials } from './validate-fields.ts'
import { validateSettings } from './validate-settings.ts'

/**
 * Replaces what a draft holds. A blank credential keeps the stored one, unless the vendor or the way to sign in changed.
 * An earlier check no longer counts.
 * @throws {AppError} as {@link createDraft}; conflict once it is no draft any more
 */
export async function updateDraft(
  tx: PoolClient,
  actor: Actor,
  id: string,
  input: DraftInput,
  simulatorsUrl: string | undefined,
): Promise<{ id: string }> {
  const draft = await findConnection(tx, actor.scope, id, { lock: true })
  if (draft.status !== 'draft') {
    throw new AppError('conflict', 'This connection is set up already. Change it on its settings page.')
  }
  await requireStore(tx, actor.scope, input.storeId)
  const adapter = adapterFor(input.vendor)
  baseUrlOf(input, simulatorsUrl)
  const method = findSignInMethod(adapter.manifest, input.signInMethod)
  const sameSignIn = draft.vendor === input.vendor && draft.signInMethod === input.signInMethod
  const stored = sameSignIn ? await credentialNames(tx, id) : new Set<string>()
  const credentials = validateCredentials(method, input.credentials, stored)
  const settings = validateSettings(adapter, input.settings)
  await dropCredentials(tx, id, sameSignIn ? method.fields.map((field) => field.name) : [])
  await tx.query(
    `UPDATE connection SET store_id = $2, vendor = $3, name = $4, sign_in_method = $5, endpoint = $6, settings = $7,
            last_check = NULL, updated_at = now() WHERE id = $1`,
    [id, input.storeId, input.vendor, input.name, input.signInMethod, input.endpoint, settings],
  )
  const connection = { id, organizationId: draft.organizationId, storeId: input.storeId, name: input.name }
  await saveCredentials(tx, connection, credentials)
  await recordChange(tx, connection, 'changed', actor.userId, { vendor: input.vendor })
  return { id }
}
