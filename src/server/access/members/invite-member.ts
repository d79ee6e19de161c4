import type { PoolClient } from 'pg'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { recordAudit } from '../audit.ts'
import type { Membership } from '../identity.ts'
import { invitationDays } from './invitation-days.ts'
import { hashInvitationToken, newInvitationToken } from './invitation-token.ts'
import { assertMayGrant, assertStoresExist, type Grant } from './rules.ts'

/**
 * Makes a link by which one person can join. A newer invitation to the same address replaces the older one.
 *
 * @param input `email` in lower case.
 * @returns the link's path; it can't be shown a second time, because only a hash of its token is kept.
 * @throws AppError `conflict` (already a member), `forbidden`, `not_found` (a store).
 */
export async function inviteMember(
  tx: PoolClient,
  actor: { userId: string; membership: Membership },
  input: { email: string; now: Date } & Grant,
): Promise<{ id: string; link: string }> {
  const { organizationId } = actor.membership
  assertMayGrant(actor.membership, input)
  await assertStoresExist(tx, organizationId, input.storeIds)
  const known = await tx.query(
    `SELECT 1 FROM membership m JOIN user_account u ON u.id = m.user_id
      WHERE m.organization_id = $1 AND u.email = $2`,
    [organizationId, input.email],
  )
  if (known.rowCount) {
    throw new AppError(
      'conflict',
      'This person is a member already. Change their role in the list instead.',
      {
        field: 'email',
      },
    )
  }

  const id = newId()
  const token = newInvitationToken()
  await tx.query('DELETE FROM invitation WHERE organization_id = $1 AND email = $2 AND accepted_at IS NULL', [
    organizationId,
    input.email,
  ])
  await tx.query(
    `INSERT INTO invitation (id, organization_id, email, role, store_ids, token_hash, invited_by_id, expires_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      organizationId,
      input.email,
      input.role,
      input.storeIds ?? [],
      hashInvitationToken(token),
      actor.userId,
      new Date(input.now.getTime() + invitationDays * 24 * 60 * 60_000),
      input.now,
    ],
  )
  await recordAudit(tx, {
    organizationId,
    userId: actor.userId,
    action: 'invitation.created',
    subject: `invitation:${id}`,
    detail: { email: input.email, role: input.role, storeIds: input.storeIds },
  })
  return { id, link: `/invite/${token}` }
}
