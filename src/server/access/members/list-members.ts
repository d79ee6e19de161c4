import type { Queryable } from '../../db/transaction.ts'
import type { Membership } from '../identity.ts'
import type { Role } from '../permissions.ts'
import { idleMs } from '../session.ts'

export type MemberRow = {
  /** of the membership */
  id: string
  userId: string
  name: string
  email: string
  role: Role
  /** null: every store */
  storeIds: string[] | null
  createdAt: Date
  lastSeenAt: Date | null
  activeSessions: number
}

/** The people of the organisation. Who is limited to some stores sees the people of those, and those of every store. */
export async function listMembers(db: Queryable, viewer: Membership, now: Date): Promise<MemberRow[]> {
  const { rows } = await db.query<MemberRow>(
    `SELECT m.id, m.user_id AS "userId", u.name, u.email, m.role, m.created_at AS "createdAt",
            CASE WHEN m.limited_to_stores THEN stores.ids END AS "storeIds",
            seen.last AS "lastSeenAt", coalesce(seen.active, 0) AS "activeSessions"
       FROM membership m
       JOIN user_account u ON u.id = m.user_id
       CROSS JOIN LATERAL (
         SELECT ARRAY(SELECT store_id::text FROM membership_store WHERE membership_id = m.id ORDER BY 1) AS ids
       ) stores
       LEFT JOIN LATERAL (
         SELECT max(last_seen_at) AS last,
                (count(*) FILTER (WHERE ended_at IS NULL AND expires_at > $3 AND last_seen_at > $4))::int AS active
           FROM session WHERE user_id = m.user_id
       ) seen ON true
      WHERE m.organization_id = $1
        AND ($2::text[] IS NULL OR NOT m.limited_to_stores OR stores.ids && $2::text[])
      ORDER BY lower(u.name), m.id`,
    [viewer.organizationId, viewer.storeIds, now, new Date(now.getTime() - idleMs)],
  )
  return rows
}
