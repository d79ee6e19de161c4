import { z } from 'zod'
import type { Queryable } from '#server/db/transaction.ts'
import type { Clock } from '../lib/clock.ts'
import { newId } from '../lib/ids.ts'
import type { Sealer } from '../lib/seal.ts'
import type { HeldToken } from './current-token.ts'

type Owner = { db: Queryable; sealer: Sealer; clock: Clock; connectionId: string; organizationId: string }

/** Longer than a sign-in with its tries; a process that died with the lease blocks the others no longer. */
const leaseMs = 75_000

const tokenSchema = z.object({
  value: z.string(),
  expiresAt: z.coerce.date(),
  obtainedAt: z.coerce.date(),
  refresh: z.object({ value: z.string(), expiresAt: z.coerce.date().nullable() }).exactOptional(),
})

const placeOf = ({ organizationId }: Owner, rowId: string) => ({
  table: 'connection_secret',
  column: 'sealed',
  rowId,
  tenantId: organizationId,
})

/** @returns the stored token; null when there is none, or none that opens and reads */
export async function readToken(owner: Owner): Promise<HeldToken | null> {
  const { rows } = await owner.db.query<{ id: string; sealed: string }>(
    `SELECT id, sealed FROM connection_secret WHERE connection_id = $1 AND name = 'token'`,
    [owner.connectionId],
  )
  const [row] = rows
  if (row === undefined) return null
  const opened = owner.sealer.open(row.sealed, placeOf(owner, row.id))
  return tokenSchema.nullable().parse(JSON.parse(opened))
}

/**
 * Becomes the one who obtains the next token. The row is made when there is none, holding a sealed `null`: every row
 * opens, so that a change of master keys can go through them all.
 * @returns false while another has the lease
 */
export async function leaseToken(owner: Owner, leaseOwner: string): Promise<boolean> {
  const id = newId()
  const { rowCount } = await owner.db.query(
    `INSERT INTO connection_secret AS s (id, connection_id, name, sealed, updated_at, lease_owner, lease_until)
     VALUES ($1, $2, 'token', $3, clock_timestamp(), $4, clock_timestamp() + $5 * interval '1 ms')
     ON CONFLICT (connection_id, name) DO UPDATE
     SET lease_owner = excluded.lease_owner, lease_until = excluded.lease_until
     WHERE s.lease_until IS NULL OR s.lease_until <= clock_timestamp()`,
    [id, owner.connectionId, owner.sealer.seal('null', placeOf(owner, id)), leaseOwner, leaseMs],
  )
  return rowCount === 1
}

/** @returns whether it was stored: false when the lease is no longer ours, or the row has gone */
export async function writeToken(owner: Owner, leaseOwner: string, token: HeldToken): Promise<boolean> {
  const { rows } = await owner.db.query<{ id: string }>(
    `SELECT id FROM connection_secret WHERE connection_id = $1 AND name = 'token' AND lease_owner = $2`,
    [owner.connectionId, leaseOwner],
  )
  const [row] = rows
  if (row === undefined) return false
  const { rowCount } = await owner.db.query(
    `UPDATE connection_secret SET sealed = $3, expires_at = $4, updated_at = clock_timestamp()
     WHERE id = $1 AND lease_owner = $2`,
    [row.id, leaseOwner, owner.sealer.seal(JSON.stringify(token), placeOf(owner, row.id)), token.expiresAt],
  )
  return rowCount === 1
}

/** Puts a token a person has just brought in the place of any other; whoever was obtaining one uses this one instead. */
export async function replaceToken(owner: Owner, token: HeldToken): Promise<void> {
  const id = newId()
  await owner.db.query(
    `INSERT INTO connection_secret (id, connection_id, name, sealed, expires_at, updated_at)
     VALUES ($1, $2, 'token', $3, $4, clock_timestamp())
     ON CONFLICT (connection_id, name) DO UPDATE
     SET id = excluded.id, sealed = excluded.sealed, expires_at = excluded.expires_at, updated_at = excluded.updated_at,
         lease_owner = NULL, lease_until = NULL`,
    [id, owner.connectionId, owner.sealer.seal(JSON.stringify(token), placeOf(owner, id)), token.expiresAt],
  )
}

export async function releaseToken(owner: Owner, leaseOwner: string): Promise<void> {
  await owner.db.query(
    `UPDATE connection_secret SET lease_owner = NULL, lease_until = NULL
     WHERE connection_id = $1 AND name = 'token' AND lease_owner = $2`,
    [owner.connectionId, leaseOwner],
  )
}
