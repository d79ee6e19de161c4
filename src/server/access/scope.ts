import { AppError } from '../lib/errors.ts'
import type { Membership } from './identity.ts'

/**
 * Which stores a query may touch: ids to filter by, or null for every store of the organisation.
 * With `storeId` it is that one store, if this person may see it.
 * A null answer is no licence to leave the organisation: every query filters by `organizationId` as well,
 * which is also what keeps out the id of another organisation's store.
 *
 * @throws AppError `forbidden` when the person is limited to other stores.
 */
export function storeScope(context: { membership: Membership }, storeId?: string | null): string[] | null {
  const { storeIds } = context.membership
  if (!storeId) return storeIds
  if (storeIds && !storeIds.includes(storeId)) {
    throw new AppError(
      'forbidden',
      "You can't see this store. Ask an owner or an admin to give you access to it.",
    )
  }
  return [storeId]
}

/** Whether a record of `storeId` is within this person's stores. */
export function maySeeStore(membership: Membership, storeId: string): boolean {
  return membership.storeIds === null || membership.storeIds.includes(storeId)
}
