import type { PoolClient } from 'pg'
import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import { newId } from '#server/lib/ids.ts'
import { type Place, SealError } from '#server/lib/seal.ts'
import { sealer } from './sealer.ts'

/** Name under which the token store keeps the access token, beside the credentials. */
const tokenName = 'token'

/** What proves notices, kept beside the credentials too and never sent to the POS's API. */
export const webhookNames = { current: 'webhook', previous: 'webhook_previous' } as const

/** What is no field of a form. */
const reservedNames = [tokenName, ...Object.values(webhookNames)]

const placeOf = (rowId: string, organizationId: string): Place => ({
  table: 'connection_secret',
  column: 'sealed',
  rowId,
  tenantId: organizationId,
})

/**
 * Seals values and stores them, each replacing the one of the same name. The cached token goes: it was obtained with
 * what they replace.
 * @param values plaintext by field name
 */
export async function saveCredentials(
  tx: PoolClient,
  connection: { id: string; organizationId: string },
  values: Record<string, string>,
): Promise<void> {
  const names = Object.keys(values)
  if (names.length === 0) return
  // A new row each time: the id is part of what a value is sealed to.
  await tx.query('DELETE FROM connection_secret WHERE connection_id = $1 AND name = ANY($2::text[])', [
    connection.id,
    [...names, tokenName],
  ])
  const rows = names.map((name) => ({ name, ...sealedRow(values[name] ?? '', connection.organizationId) }))
  await tx.query(
    `INSERT INTO connection_secret (id, connection_id, name, sealed, updated_at)
     SELECT id, $1, name, sealed, now() FROM unnest($2::uuid[], $3::text[], $4::text[]) AS r(id, name, sealed)`,
    [connection.id, rows.map((row) => row.id), names, rows.map((row) => row.sealed)],
  )
}

/** A value sealed for a row of its own. */
export function sealedRow(value: string, organizationId: string): { id: string; sealed: string } {
  const id = newId()
  return { id, sealed: sealer.seal(value, placeOf(id, organizationId)) }
}

/** Deletes what is stored for a connection, the cached token included, except these fields and what proves notices. */
export async function dropCredentials(tx: PoolClient, connectionId: string, keep: string[]): Promise<void> {
  await tx.query('DELETE FROM connection_secret WHERE connection_id = $1 AND name <> ALL($2::text[])', [
    connectionId,
    [...keep, ...Object.values(webhookNames)],
  ])
}

/** Names of the fields that have a stored value. */
export async function credentialNames(db: Queryable, connectionId: string): Promise<Set<string>> {
  const { rows } = await db.query<{ name: string }>(
    'SELECT name FROM connection_secret WHERE connection_id = $1 AND name <> ALL($2::text[])',
    [connectionId, reservedNames],
  )
  return new Set(rows.map((row) => row.name))
}

/**
 * The credentials of a connection in the clear, for a call to its POS and nothing else.
 * @throws {AppError} conflict when one was moved or changed, or its master key is missing
 */
export async function openCredentials(
  db: Queryable,
  connection: { id: string; organizationId: string },
): Promise<Record<string, string>> {
  const { rows } = await db.query<SealedSecret>(
    'SELECT id, name, sealed FROM connection_secret WHERE connection_id = $1 AND name <> ALL($2::text[])',
    [connection.id, reservedNames],
  )
  return openSealed(rows, connection.organizationId)
}

export type SealedSecret = { id: string; name: string; sealed: string }

/** Values in the clear, by name. @throws {AppError} conflict when one was moved or changed, or its master key is missing */
export function openSealed(rows: SealedSecret[], organizationId: string): Record<string, string> {
  try {
    return Object.fromEntries(
      rows.map(({ id, name, sealed }) => [name, sealer.open(sealed, placeOf(id, organizationId))]),
    )
  } catch (cause) {
    if (!(cause instanceof SealError)) throw cause
    throw new AppError(
      'conflict',
      'The stored credentials of this connection can’t be opened: they were changed, or the key they were sealed with is missing. Enter them again, or give the key back.',
      { cause },
    )
  }
}
