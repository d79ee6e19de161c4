import type { PoolClient } from 'pg'
import { recordAudit } from '../audit.ts'
import { endAllSessions } from '../end-session.ts'
import type { Identity } from '../identity.ts'
import { findMember } from './find-member.ts'
import { assertMayManage } from './rules.ts'

/**
 * Signs a member out everywhere; of one's own sessions the one in use stays.
 *
 * @returns how many sessions were ended.
 * @throws AppError `not_found`, `forbidden`.
 */
export async function endMemberSessions(
  tx: PoolClient,
  actor: Pick<Identity, 'session' | 'membership'>,
  input: { id: string; now: Date },
): Promise<{ ended: number }> {
  const { organizationId } = actor.membership
  const member = await findMember(tx, organizationId, input.id)
  assertMayManage(actor.membership, member)
  const ended = await endAllSessions(tx, { userId: member.userId, except: actor.session.id, now: input.now })
  await recordAudit(tx, {
    organizationId,
    userId: actor.session.userId,
    action: 'member.sessions_ended',
    subject: `member:${member.userId}`,
    detail: { ended },
  })
  return { ended }
}
