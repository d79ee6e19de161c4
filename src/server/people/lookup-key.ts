import { createHmac, randomBytes } from 'node:crypto'
import type { Queryable } from '#server/db/transaction.ts'
import type { Place, Sealer } from '#server/lib/seal.ts'

/** HMAC-SHA256 (base64url) under an organisation's key: comparable within it, telling nothing without the key. */
export type KeyedHash = (text: string) => string

const placeOf = (organizationId: string): Place => ({
  table: 'lookup_key',
  column: 'sealed',
  rowId: organizationId,
  tenantId: organizationId,
})

/**
 * The keyed hash of one organisation. Its key is random and sealed under the master key rather than derived from it:
 * hashes survive a change of the master key. Made at the first use.
 * @throws {SealError} when the stored key doesn't open
 */
export async function keyedHash(db: Queryable, organizationId: string, sealer: Sealer): Promise<KeyedHash> {
  const sealed = (await find(db, organizationId)) ?? (await create(db, organizationId, sealer))
  const key = Buffer.from(sealer.open(sealed, placeOf(organizationId)), 'base64')
  return (text) => createHmac('sha256', key).update(text).digest('base64url')
}

async function find(db: Queryable, organizationId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ sealed: string }>(
    'SELECT sealed FROM lookup_key WHERE organization_id = $1',
    [organizationId],
  )
  return rows[0]?.sealed
}

/** Two processes may come here at once: the second waits for the first and takes its key. */
async function create(db: Queryable, organizationId: string, sealer: Sealer): Promise<string> {
  const fresh = sealer.seal(randomBytes(32).toString('base64'), placeOf(organizationId))
  const { rows } = await db.query<{ sealed: string }>(
    `INSERT INTO lookup_key (organization_id, sealed) VALUES ($1, $2)
     ON CONFLICT (organization_id) DO UPDATE SET sealed = lookup_key.sealed RETURNING sealed`,
    [organizationId, fresh],
  )
  return rows[0]?.sealed ?? fresh
}
