import { DatabaseError, type PoolClient } from 'pg'
import type { StoreInput } from '#lib/store-input.ts'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { replanSchedules } from '../../sync/schedules/save-schedules.ts'
import { recordAudit } from '../audit.ts'
import type { Membership } from '../identity.ts'
import { maySeeStore } from '../scope.ts'

type Actor = { userId: string; membership: Membership }

/**
 * Adds a store to the organisation.
 *
 * @throws AppError `forbidden` for people limited to some stores (they could not see it), `conflict` (the name).
 */
export async function createStore(tx: PoolClient, actor: Actor, input: StoreInput): Promise<{ id: string }> {
  const { organizationId, storeIds } = actor.membership
  if (storeIds) {
    throw new AppError(
      'forbidden',
      'Only people with access to every store can add one. Ask an owner to add it.',
    )
  }
  const id = newId()
  await nameTaken(
    tx.query(
      `INSERT INTO store (id, organization_id, name, address, time_zone, opening_hours, jurisdiction, customer_types)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, organizationId, ...valuesOf(input)],
    ),
  )
  await recordAudit(tx, {
    organizationId,
    userId: actor.userId,
    action: 'store.created',
    subject: `store:${id}`,
  })
  return { id }
}

/**
 * Changes what is known about a store. In another time zone its schedules come at other moments.
 *
 * @throws AppError `not_found`, `conflict` (the name).
 */
export async function updateStore(
  tx: PoolClient,
  actor: Actor,
  input: StoreInput & { id: string },
  now: Date,
): Promise<void> {
  const { organizationId } = actor.membership
  const { rows } = await nameTaken(
    tx.query<{ moved: boolean }>(
      `WITH before AS (SELECT time_zone FROM store WHERE id = $1)
       UPDATE store SET name = $3, address = $4, time_zone = $5, opening_hours = $6, jurisdiction = $7, customer_types = $8
        WHERE id = $1 AND organization_id = $2 AND $9
        RETURNING time_zone <> (SELECT time_zone FROM before) AS moved`,
      [input.id, organizationId, ...valuesOf(input), maySeeStore(actor.membership, input.id)],
    ),
  )
  const [stored] = rows
  if (!stored) throw storeNotFound()
  if (stored.moved) await replanSchedules(tx, 'store', [input.id], now)
  await recordAudit(tx, {
    organizationId,
    userId: actor.userId,
    action: 'store.updated',
    subject: `store:${input.id}`,
  })
}

/** The same words whether a store was removed, is another organisation's, or is out of this person's reach. */
export function storeNotFound(): AppError {
  return new AppError('not_found', 'This store is not there any more. Reload the page.')
}

function valuesOf(input: StoreInput): unknown[] {
  return [
    input.name,
    input.address,
    input.timeZone,
    input.openingHours,
    input.jurisdiction,
    input.customerTypes,
  ]
}

/** Turns a violated unique constraint (23505: there is one on the name) into words. */
async function nameTaken<T>(write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== '23505') throw error
    throw new AppError('conflict', 'Another store has this name. Choose a different one.', {
      field: 'name',
      cause: error,
    })
  }
}
