import type { Queryable } from '../db/transaction.ts'
import { idleMs } from './session.ts'

export type SessionView = {
  id: string
  userAgent: string
  ipAddress: string
  createdAt: Date
  lastSeenAt: Date
  current: boolean
}

/** A person's live sessions, the one in use first, then the latest used. */
export async function listSessions(
  db: Queryable,
  session: { id: string; userId: string },
  now: Date,
): Promise<SessionView[]> {
  const { rows } = await db.query<SessionView>(
    `SELECT id, user_agent AS "userAgent", ip_address AS "ipAddress", created_at AS "createdAt",
            last_seen_at AS "lastSeenAt", id = $2 AS current
       FROM session
      WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $3 AND last_seen_at > $4
      ORDER BY current DESC, last_seen_at DESC`,
    [session.userId, session.id, now, new Date(now.getTime() - idleMs)],
  )
  return rows
}
