import type { Pool } from 'pg'
import { inTransaction } from '../db/transaction.ts'
import type { Clock } from '../lib/clock.ts'
import { recordAudit } from './audit.ts'
import { verifyPassword } from './password.ts'
import { startSession } from './session.ts'
import type { Throttle } from './throttle.ts'

export type SignInResult =
  | { ok: true; sessionId: string; user: { id: string; name: string; email: string } }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'too_many'; retryAfterSeconds: number }

/** A refusal takes at least this long, in milliseconds, so that its time tells nothing about the account. */
const refusalMs = 400

type Account = {
  id: string
  name: string
  email: string
  password_hash: string | null
  organization_id: string
}

/**
 * Checks an e-mail address and a password, and opens a session.
 * The answer is the same for a wrong password, an unknown address and a person who is no member any more.
 *
 * @param input as typed; `ip` and `userAgent` of the browser.
 */
export async function signIn(
  deps: { pool: Pool; throttle: Throttle; clock: Clock },
  input: { email: string; password: string; ip: string; userAgent: string },
): Promise<SignInResult> {
  const { pool, throttle, clock } = deps
  const startedAt = clock.now()
  const email = input.email.trim().toLowerCase()
  const attempt = { account: email, ip: input.ip }

  const turn = await throttle.take(attempt)
  if (!turn.allowed) return { ok: false, reason: 'too_many', retryAfterSeconds: turn.retryAfterSeconds }

  const account = await findAccount(pool, email)
  if (!(await verifyPassword(account?.password_hash ?? null, input.password)) || !account) {
    if (account) {
      await recordAudit(pool, {
        organizationId: account.organization_id,
        userId: account.id,
        action: 'session.refused',
        detail: { ip: input.ip },
      })
    }
    await clock.sleep(Math.max(0, refusalMs - (clock.now().getTime() - startedAt.getTime())))
    return { ok: false, reason: 'wrong' }
  }

  await throttle.succeed(attempt)
  const sessionId = await inTransaction(async (tx) => {
    const id = await startSession(tx, {
      userId: account.id,
      userAgent: input.userAgent,
      ipAddress: input.ip,
      now: startedAt,
    })
    await recordAudit(tx, {
      organizationId: account.organization_id,
      userId: account.id,
      action: 'session.started',
      subject: `session:${id}`,
      detail: { ip: input.ip },
    })
    return id
  }, pool)
  return { ok: true, sessionId, user: { id: account.id, name: account.name, email: account.email } }
}

async function findAccount(pool: Pool, email: string): Promise<Account | undefined> {
  const { rows } = await pool.query<Account>(
    `SELECT u.id, u.name, u.email, u.password_hash, m.organization_id
       FROM user_account u JOIN membership m ON m.user_id = u.id
      WHERE u.email = $1 ORDER BY m.created_at LIMIT 1`,
    [email],
  )
  return rows[0]
}
