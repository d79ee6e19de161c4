import type { Pool } from 'pg'
import { inTransaction } from '../db/transaction.ts'
import { AppError } from '../lib/errors.ts'
import { recordAudit } from './audit.ts'
import { endAllSessions } from './end-session.ts'
import type { Identity } from './identity.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { passwordProblem } from './password-rules.ts'
import type { Throttle } from './throttle.ts'
import { tooManyAttempts } from './too-many-attempts.ts'

/**
 * Changes a person's own password and ends their other sessions.
 *
 * @throws AppError `too_many_requests`, `invalid` on field `current` or `next`.
 */
export async function changePassword(
  deps: { pool: Pool; throttle: Throttle },
  identity: Identity,
  input: { current: string; next: string; ip: string; now: Date },
): Promise<void> {
  const { user, session, membership } = identity
  const attempt = { account: user.id, ip: input.ip }
  const turn = await deps.throttle.take(attempt)
  if (!turn.allowed) throw tooManyAttempts(turn.retryAfterSeconds)

  const { rows } = await deps.pool.query<{ password_hash: string | null }>(
    'SELECT password_hash FROM user_account WHERE id = $1',
    [user.id],
  )
  if (!(await verifyPassword(rows[0]?.password_hash ?? null, input.current))) {
    throw new AppError('invalid', 'This is not your current password. Check it and try again.', {
      field: 'current',
    })
  }
  await deps.throttle.succeed(attempt)
  const problem = passwordProblem(input.next, user)
  if (problem) throw new AppError('invalid', problem, { field: 'next' })

  const passwordHash = await hashPassword(input.next)
  await inTransaction(async (tx) => {
    await tx.query('UPDATE user_account SET password_hash = $2 WHERE id = $1', [user.id, passwordHash])
    await endAllSessions(tx, { userId: user.id, except: session.id, now: input.now })
    await recordAudit(tx, {
      organizationId: membership.organizationId,
      userId: user.id,
      action: 'password.changed',
      subject: `member:${user.id}`,
    })
  }, deps.pool)
}
