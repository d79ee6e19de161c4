import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { PoolClient } from 'pg'
import { newId } from '#server/lib/ids.ts'
import { cipher } from '#server/lib/key-ring.ts'
import type { Place, Sealer } from '#server/lib/seal.ts'

/** Whose key: a customer's, or that of the nobody who placed an order. */
export type PersonRef = { entity: 'customers' | 'orders'; sourceId: string }

/** A person's key, opened. `key` null: the person was erased, and nothing of theirs may be kept. */
export type PersonKey = { id: string; key: KeyObject | null }

/** Where person keys live. */
export type KeyScope = { organizationId: string; connectionId: string }

type Row = PersonRef & { id: string; sealed: string | null }

/**
 * The keys of these people, new ones made for those who have none: one statement to find, one to make, however many.
 * The caller holds the connection's lock, so that nobody else makes them meanwhile.
 * @returns looks up the key of one of `refs`
 * @throws {SealError} when a stored key doesn't open
 */
export async function loadPersonKeys(
  tx: PoolClient,
  scope: KeyScope,
  sealer: Sealer,
  refs: PersonRef[],
): Promise<(ref: PersonRef) => PersonKey> {
  const wanted = [...new Map(refs.map((ref) => [nameOf(ref), ref])).values()]
  const { rows } = await tx.query<Row>(
    `SELECT k.id, k.entity, k.source_id AS "sourceId", k.sealed
       FROM unnest($2::text[], $3::text[]) AS w(entity, source_id)
       JOIN person_key k ON k.connection_id = $1 AND k.entity = w.entity AND k.source_id = w.source_id`,
    [scope.connectionId, wanted.map(({ entity }) => entity), wanted.map(({ sourceId }) => sourceId)],
  )
  const keys = new Map(rows.map((row) => [nameOf(row), openPersonKey(row, scope.organizationId, sealer)]))
  const missing = wanted.filter((ref) => !keys.has(nameOf(ref)))
  for (const [ref, key] of await createKeys(tx, scope, sealer, missing)) keys.set(nameOf(ref), key)
  return (ref) => {
    const key = keys.get(nameOf(ref))
    if (!key) throw new Error('a key was asked for that was not loaded')
    return key
  }
}

/** Opens one stored key. @throws {SealError} */
export function openPersonKey(
  row: { id: string; sealed: string | null },
  organizationId: string,
  sealer: Sealer,
): PersonKey {
  if (row.sealed === null) return { id: row.id, key: null }
  const bytes = Buffer.from(sealer.open(row.sealed, placeOf(row.id, organizationId)), 'base64')
  return { id: row.id, key: createSecretKey(bytes) }
}

async function createKeys(
  tx: PoolClient,
  { organizationId, connectionId }: KeyScope,
  sealer: Sealer,
  refs: PersonRef[],
): Promise<[PersonRef, PersonKey][]> {
  if (refs.length === 0) return []
  const made = refs.map((ref) => {
    const id = newId()
    const bytes = randomBytes(cipher.keyBytes)
    const sealed = sealer.seal(bytes.toString('base64'), placeOf(id, organizationId))
    return { ref, id, sealed, key: createSecretKey(bytes) }
  })
  await tx.query(
    `INSERT INTO person_key (id, organization_id, connection_id, entity, source_id, sealed)
     SELECT id, $1, $2, entity, source_id, sealed
       FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) AS i(id, entity, source_id, sealed)`,
    [
      organizationId,
      connectionId,
      made.map(({ id }) => id),
      made.map(({ ref }) => ref.entity),
      made.map(({ ref }) => ref.sourceId),
      made.map(({ sealed }) => sealed),
    ],
  )
  return made.map(({ ref, id, key }) => [ref, { id, key }])
}

const nameOf = ({ entity, sourceId }: PersonRef) => `${entity} ${sourceId}`

const placeOf = (id: string, organizationId: string): Place => ({
  table: 'person_key',
  column: 'sealed',
  rowId: id,
  tenantId: organizationId,
})
