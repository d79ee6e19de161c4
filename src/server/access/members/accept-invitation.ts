import type { PoolClient } from 'pg'
import type { Queryable } from '../../db/transaction.ts'
import { notifyLive } from '../../events/notify-live.ts'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { recordAudit } from '../audit.ts'
import { endAllSessions } from '../end-session.ts'
import type { Role } from '../permissions.ts'
import { hashInvitationToken } from './invitation-token.ts'
import { setStores } from './set-stores.ts'

export type OpenInvitation = {
  id: string
  email: string
  organizationId: string
  organizationName: string
  role: Role
  storeIds: string[] | null
}

/**
 * The invitation behind a link.
 *
 * @throws AppError `not_found` when it was never there, was used or withdrawn, or is too old.
 */
export async function findInvitation(db: Queryable, token: string, now: Date): Promise<OpenInvitation> {
  const { rows } = await db.query<OpenInvitation>(
    `SELECT i.id, i.email, i.role, i.organization_id AS "organizationId", o.name AS "organizationName",
            CASE WHEN cardinality(i.store_ids) > 0 THEN i.store_ids::text[] END AS "storeIds"
       FROM invitation i JOIN organization o ON o.id = i.organization_id
      WHERE i.token_hash = $1 AND i.accepted_at IS NULL AND i.expires_at > $2`,
    [hashInvitationToken(token), now],
  )
  const invitation = rows[0]
  if (!invitation) {
    throw new AppError(
      'not_found',
      'This invitation was used or withdrawn, or is older than a week. Ask whoever sent it for a new one.',
    )
  }
  return invitation
}

/**
 * Makes the invited person a member, once.
 * Somebody who was a member before and has no organisation now gets their account back, with the new password.
 *
 * @param input `passwordHash` of a password that passed the rules.
 * @throws AppError `not_found` (used meanwhile), `conflict` (the address has an account elsewhere, or every store
 *   of the invitation is gone).
 */
export async function acceptInvitation(
  tx: PoolClient,
  invitation: OpenInvitation,
  input: { name: string; passwordHash: string; now: Date },
): Promise<void> {
  const { organizationId, email, role } = invitation
  const taken = await tx.query(
    'UPDATE invitation SET accepted_at = $2 WHERE id = $1 AND accepted_at IS NULL',
    [invitation.id, input.now],
  )
  if (taken.rowCount === 0)
    throw new AppError('not_found', 'This invitation was used already. Sign in instead.')

  const userId = await takeAccount(tx, { email, ...input })
  const storeIds = await storesLeft(tx, invitation)
  const membershipId = newId()
  await tx.query(
    `INSERT INTO membership (id, organization_id, user_id, role, limited_to_stores, created_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [membershipId, organizationId, userId, role, storeIds !== null, input.now],
  )
  await setStores(tx, membershipId, storeIds)
  await recordAudit(tx, {
    organizationId,
    userId,
    action: 'invitation.accepted',
    subject: `invitation:${invitation.id}`,
    detail: { role, storeIds },
  })
  await notifyLive(tx, { organizationId, topic: 'member', id: membershipId })
}

async function takeAccount(
  tx: PoolClient,
  input: { email: string; name: string; passwordHash: string; now: Date },
): Promise<string> {
  await tx.query(
    'INSERT INTO user_account (id, email, name) VALUES ($1, $2, $3) ON CONFLICT (email) DO NOTHING',
    [newId(), input.email, input.name],
  )
  // The lock keeps two organisations from taking in one account at once.
  const { rows } = await tx.query<{ id: string }>('SELECT id FROM user_account WHERE email = $1 FOR UPDATE', [
    input.email,
  ])
  const userId = rows[0]?.id
  const { rowCount } = await tx.query('SELECT 1 FROM membership WHERE user_id = $1', [userId])
  if (!userId || rowCount) {
    throw new AppError(
      'conflict',
      'There is an account with this e-mail address already, and an account belongs to one organisation. Ask for an invitation to another address.',
    )
  }
  await tx.query('UPDATE user_account SET name = $2, password_hash = $3 WHERE id = $1', [
    userId,
    input.name,
    input.passwordHash,
  ])
  await endAllSessions(tx, { userId, now: input.now })
  return userId
}

async function storesLeft(tx: PoolClient, invitation: OpenInvitation): Promise<string[] | null> {
  if (!invitation.storeIds) return null
  const { rows } = await tx.query<{ id: string }>(
    'SELECT id FROM store WHERE organization_id = $1 AND id = ANY($2)',
    [invitation.organizationId, invitation.storeIds],
  )
  if (rows.length === 0) {
    throw new AppError(
      'conflict',
      'The stores of this invitation are not there any more. Ask for a new invitation.',
    )
  }
  return rows.map((row) => row.id)
}
