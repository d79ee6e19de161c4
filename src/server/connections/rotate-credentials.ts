import type { PoolClient } from 'pg'
import { adapterFor } from '#server/adapters/lookup.ts'
import { AppError } from '#server/lib/errors.ts'
import type { Actor } from './actor.ts'
import { credentialNames, dropCredentials, saveCredentials } from './credentials.ts'
import { findConnection } from './find-connection.ts'
import { recordChange } from './record-change.ts'
import { resumeCalls } from './resume-calls.ts'
import { findSignInMethod, validateCredentials } from './validate-fields.ts'
import { keepSigningCredential } from './webhook-secret.ts'

/**
 * Replaces the credentials of a connection. A blank field keeps its value unless the way to sign in changes. The cached
 * token goes, and calls refused until now may go out again. Notices signed with what is replaced are taken for another hour.
 * @throws {AppError} not_found; conflict for a declared one; invalid with the field it belongs to
 */
export async function rotateCredentials(
  tx: PoolClient,
  actor: Actor,
  id: string,
  input: { signInMethod: string; credentials: Record<string, string> },
  now: Date,
): Promise<{ id: string }> {
  const connection = await findConnection(tx, actor.scope, id, { lock: true })
  if (connection.declared) {
    throw new AppError(
      'conflict',
      'The credentials of this connection come from the environment of Cairn’s processes (POS_VENDOR and what follows). Change them there and start Cairn again.',
    )
  }
  const { manifest } = adapterFor(connection.vendor)
  const method = findSignInMethod(manifest, input.signInMethod)
  const same = connection.signInMethod === input.signInMethod
  const stored = same ? await credentialNames(tx, id) : new Set<string>()
  const values = validateCredentials(method, input.credentials, stored)
  await keepSigningCredential(tx, connection, manifest, Object.keys(values), now)
  await dropCredentials(tx, id, same ? method.fields.map((field) => field.name) : [])
  await saveCredentials(tx, connection, values)
  await resumeCalls(tx, id)
  await tx.query(
    'UPDATE connection SET sign_in_method = $2, last_check = NULL, updated_at = now() WHERE id = $1',
    [id, input.signInMethod],
  )
  await recordChange(tx, connection, 'credentials_rotated', actor.userId, { fields: Object.keys(values) })
  return { id }
}
