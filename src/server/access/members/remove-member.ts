import type { PoolClient } from 'pg'
import { notifyLive } from '../../events/notify-live.ts'
import { recordAudit } from '../audit.ts'
import { endAllSessions } from '../end-session.ts'
import type { Membership } from '../identity.ts'
import { findMember } from './find-member.ts'
import { assertMayManage, assertOwnerLeft, lockOrganization } from './rules.ts'

/**
 * Takes a person out of the organisation and ends their sessions. Their name stays on what they did.
 *
 * @param input `id` of the membership.
 * @throws AppError `not_found`, `forbidden`, `conflict` (the last owner).
 */
export async function removeMember(
  tx: PoolClient,
  actor: { userId: string; membership: Membership },
  input: { id: string; now: Date },
): Promise<void> {
  const { organizationId } = actor.membership
  await lockOrganization(tx, organizationId)
  const member = await findMember(tx, organizationId, input.id)
  assertMayManage(actor.membership, member)
  await tx.query('DELETE FROM membership WHERE id = $1', [member.id])
  if (member.role === 'owner') await assertOwnerLeft(tx, organizationId)
  await endAllSessions(tx, { userId: member.userId, now: input.now })
  await recordAudit(tx, {
    organizationId,
    userId: actor.userId,
    action: 'member.removed',
    subject: `member:${member.userId}`,
    detail: { role: member.role },
  })
  await notifyLive(tx, { organizationId, topic: 'member', id: member.id })
}
