import type { Queryable } from '../../db/transaction.ts'
import type { Membership } from '../identity.ts'
import type { Role } from '../permissions.ts'

export type InvitationRow = {
  id: string
  email: string
  role: Role
  /** null: every store */
  storeIds: string[] | null
  expiresAt: Date
}

/** Invitations that can still be accepted; for somebody limited to some stores, those within them. */
export async function listInvitations(
  db: Queryable,
  viewer: Membership,
  now: Date,
): Promise<InvitationRow[]> {
  const { rows } = await db.query<InvitationRow>(
    `SELECT id, email, role, CASE WHEN cardinality(store_ids) > 0 THEN store_ids::text[] END AS "storeIds",
            expires_at AS "expiresAt"
       FROM invitation
      WHERE organization_id = $1 AND accepted_at IS NULL AND expires_at > $2
        AND ($3::uuid[] IS NULL OR (cardinality(store_ids) > 0 AND store_ids <@ $3::uuid[]))
      ORDER BY created_at DESC`,
    [viewer.organizationId, now, viewer.storeIds],
  )
  return rows
}
