import type { PoolClient } from 'pg'
import { AppError } from '../../lib/errors.ts'
import { recordAudit } from '../audit.ts'
import type { Membership } from '../identity.ts'
import type { Role } from '../permissions.ts'
import { assertMayManage } from './rules.ts'

type Row = { id: string; email: string; role: Role; store_ids: string[] }

/**
 * Makes the link of an invitation worthless.
 *
 * @throws AppError `not_found` (also when it was accepted meanwhile), `forbidden`.
 */
export async function revokeInvitation(
  tx: PoolClient,
  actor: { userId: string; membership: Membership },
  id: string,
): Promise<void> {
  const { organizationId } = actor.membership
  const { rows } = await tx.query<Row>(
    `DELETE FROM invitation WHERE id = $1 AND organization_id = $2 AND accepted_at IS NULL
     RETURNING id, email, role, store_ids::text[]`,
    [id, organizationId],
  )
  const invitation = rows[0]
  if (!invitation)
    throw new AppError('not_found', 'This invitation was accepted or withdrawn already. Reload the page.')
  const storeIds = invitation.store_ids.length > 0 ? invitation.store_ids : null
  assertMayManage(actor.membership, { role: invitation.role, storeIds })
  await recordAudit(tx, {
    organizationId,
    userId: actor.userId,
    action: 'invitation.revoked',
    subject: `invitation:${id}`,
    detail: { email: invitation.email },
  })
}
