import type { PoolClient } from 'pg'
import { AppError } from '../../lib/errors.ts'
import type { Role } from '../permissions.ts'

/** A role, for every store (null) or for some. */
export type Grant = { role: Role; storeIds: string[] | null }

/** Whether everything `inner` reaches is within `outer`. */
function within(inner: string[] | null, outer: string[] | null): boolean {
  return outer === null || (inner?.every((id) => outer.includes(id)) ?? false)
}

/**
 * Nobody gives away more than they have.
 *
 * @throws AppError `forbidden`, on the field that asks for too much.
 */
export function assertMayGrant(actor: Grant, grant: Grant): void {
  if (grant.role === 'owner' && actor.role !== 'owner') {
    throw new AppError('forbidden', 'Only an owner can make somebody an owner.', { field: 'role' })
  }
  if (!within(grant.storeIds, actor.storeIds)) {
    throw new AppError(
      'forbidden',
      'You can give access only to stores you have yourself. Choose among those.',
      {
        field: 'storeIds',
      },
    )
  }
}

/**
 * Owners are changed by owners only, and people with more stores by people with as many.
 *
 * @throws AppError `forbidden`
 */
export function assertMayManage(actor: Grant, target: Grant): void {
  if (target.role === 'owner' && actor.role !== 'owner') {
    throw new AppError('forbidden', 'Only an owner can change or remove an owner.')
  }
  if (!within(target.storeIds, actor.storeIds)) {
    throw new AppError('forbidden', 'This person has stores you have no access to. Ask somebody who has.')
  }
}

/**
 * Keeps one owner of every store in the organisation. Call it after the change, in its transaction, holding the
 * lock of `lockOrganization`: two owners who demote each other at once must not both succeed.
 *
 * @throws AppError `conflict`
 */
export async function assertOwnerLeft(tx: PoolClient, organizationId: string): Promise<void> {
  const { rowCount } = await tx.query(
    "SELECT 1 FROM membership WHERE organization_id = $1 AND role = 'owner' AND NOT limited_to_stores LIMIT 1",
    [organizationId],
  )
  if (rowCount === 0) {
    throw new AppError(
      'conflict',
      'This is the last owner with access to every store. Make somebody else an owner first.',
    )
  }
}

/** Lets changes of members of one organisation happen one after the other, until the transaction ends. */
export async function lockOrganization(tx: PoolClient, organizationId: string): Promise<void> {
  await tx.query('SELECT 1 FROM organization WHERE id = $1 FOR UPDATE', [organizationId])
}

/**
 * @throws AppError `not_found` when a store is not one of this organisation.
 */
export async function assertStoresExist(
  tx: PoolClient,
  organizationId: string,
  storeIds: string[] | null,
): Promise<void> {
  if (!storeIds) return
  const { rowCount } = await tx.query('SELECT 1 FROM store WHERE organization_id = $1 AND id = ANY($2)', [
    organizationId,
    storeIds,
  ])
  if (rowCount !== new Set(storeIds).size) {
    throw new AppError(
      'not_found',
      'One of the stores is not there any more. Reload the page and choose again.',
      {
        field: 'storeIds',
      },
    )
  }
}
