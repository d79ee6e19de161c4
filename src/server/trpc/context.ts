import type { Identity } from '#server/access/identity.ts'
import { findIdentity } from '#server/access/session.ts'
import { pool } from '#server/db/pool.ts'
import { systemClock } from '#server/lib/clock.ts'
import { newId } from '#server/lib/ids.ts'

/** What every procedure is given. The three parts of an identity are null together. */
export type Context = {
  requestId: string
  session: Identity['session'] | null
  user: Identity['user'] | null
  membership: Identity['membership'] | null
  ip: string
  userAgent: string
}

/** Builds the context of one request. `sessionId` comes from the signed cookie; the row decides what it is worth. */
export async function createContext(request: {
  sessionId: string | null
  ip: string
  userAgent: string
}): Promise<Context> {
  const identity = request.sessionId ? await findIdentity(pool, request.sessionId, systemClock.now()) : null
  return {
    requestId: newId(),
    session: identity?.session ?? null,
    user: identity?.user ?? null,
    membership: identity?.membership ?? null,
    ip: request.ip,
    userAgent: request.userAgent,
  }
}
