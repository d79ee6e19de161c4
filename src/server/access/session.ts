import type { Queryable } from '../db/transaction.ts'
import { newId } from '../lib/ids.ts'
import type { Identity } from './identity.ts'
import type { Role } from './permissions.ts'

const minute = 60_000
const hour = 60 * minute

/** A session nobody used for this long has ended; and no session is older than `lifetimeMs`. */
export const idleMs = 12 * hour
export const lifetimeMs = 30 * 24 * hour
/** `last_seen_at` moves in steps of this, so that reading a page is not a write each time. */
const touchMs = minute

type SessionRow = {
  session_id: string
  user_id: string
  last_seen_at: Date
  email: string
  name: string
  membership_id: string
  role: Role
  organization_id: string
  organization_name: string
  store_ids: string[] | null
}

/**
 * Opens a session of a browser. Sign-in always makes a new one, so that no earlier id is carried over.
 *
 * @returns the id of the session.
 */
export async function startSession(
  db: Queryable,
  input: { userId: string; userAgent: string; ipAddress: string; now: Date },
): Promise<string> {
  const id = newId()
  await db.query(
    `INSERT INTO session (id, user_id, user_agent, ip_address, created_at, last_seen_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $5, $6)`,
    [
      id,
      input.userId,
      input.userAgent.slice(0, 400),
      input.ipAddress,
      input.now,
      new Date(input.now.getTime() + lifetimeMs),
    ],
  )
  return id
}

/**
 * Who a session id stands for, read anew on every request: an ended session, a changed role or a removed
 * member counts from the next request on.
 *
 * @returns null when the session ended, expired, was idle too long, or its user is no member any more.
 */
export async function findIdentity(db: Queryable, sessionId: string, now: Date): Promise<Identity | null> {
  const { rows } = await db.query<SessionRow>(
    `SELECT s.id AS session_id, s.user_id, s.last_seen_at, u.email, u.name,
            m.id AS membership_id, m.role, o.id AS organization_id, o.name AS organization_name,
            CASE WHEN m.limited_to_stores
                 THEN ARRAY(SELECT store_id::text FROM membership_store WHERE membership_id = m.id ORDER BY 1)
            END AS store_ids
       FROM session s
       JOIN user_account u ON u.id = s.user_id
       JOIN membership m ON m.user_id = u.id
       JOIN organization o ON o.id = m.organization_id
      WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND s.last_seen_at > $3
      ORDER BY m.created_at
      LIMIT 1`,
    [sessionId, now, new Date(now.getTime() - idleMs)],
  )
  const row = rows[0]
  if (!row) return null
  if (now.getTime() - row.last_seen_at.getTime() > touchMs) {
    await db.query('UPDATE session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2', [
      sessionId,
      now,
    ])
  }
  return {
    session: { id: row.session_id, userId: row.user_id },
    user: { id: row.user_id, name: row.name, email: row.email },
    membership: {
      id: row.membership_id,
      organizationId: row.organization_id,
      organizationName: row.organization_name,
      role: row.role,
      storeIds: row.store_ids,
    },
  }
}
