import type { PoolClient } from 'pg'
import { notifyLive } from '../../events/notify-live.ts'
import { recordAudit } from '../audit.ts'
import type { Membership } from '../identity.ts'
import { findMember } from './find-member.ts'
import {
  assertMayGrant,
  assertMayManage,
  assertOwnerLeft,
  assertStoresExist,
  type Grant,
  lockOrganization,
} from './rules.ts'
import { setStores } from './set-stores.ts'

/**
 * Gives a member another role or other stores. It counts from their next request on.
 *
 * @param input `id` of the membership, and what it shall hold from now on.
 * @throws AppError `not_found`, `forbidden` (rules of who may), `conflict` (the last owner).
 */
export async function changeRole(
  tx: PoolClient,
  actor: { userId: string; membership: Membership },
  input: { id: string } & Grant,
): Promise<void> {
  const { organizationId } = actor.membership
  await lockOrganization(tx, organizationId)
  const member = await findMember(tx, organizationId, input.id)
  assertMayManage(actor.membership, member)
  assertMayGrant(actor.membership, input)
  await assertStoresExist(tx, organizationId, input.storeIds)

  await tx.query('UPDATE membership SET role = $2, limited_to_stores = $3 WHERE id = $1', [
    member.id,
    input.role,
    input.storeIds !== null,
  ])
  await setStores(tx, member.id, input.storeIds)
  if (member.role === 'owner') await assertOwnerLeft(tx, organizationId)
  await recordAudit(tx, {
    organizationId,
    userId: actor.userId,
    action: 'member.role_changed',
    subject: `member:${member.userId}`,
    detail: {
      before: { role: member.role, storeIds: member.storeIds },
      after: { role: input.role, storeIds: input.storeIds },
    },
  })
  await notifyLive(tx, { organizationId, topic: 'member', id: member.id })
}
