import { z } from 'zod'
import { acceptInvitation, findInvitation } from '#server/access/members/accept-invitation.ts'
import { hashPassword } from '#server/access/password.ts'
import { passwordProblem } from '#server/access/password-rules.ts'
import { createThrottle } from '#server/access/throttle.ts'
import { tooManyAttempts } from '#server/access/too-many-attempts.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { systemClock } from '#server/lib/clock.ts'
import { AppError } from '#server/lib/errors.ts'
import { publicProcedure, router } from '../../init.ts'

const throttle = createThrottle(pool, 'invitation')
const token = z.string().min(1).max(100)

/** For people who hold an invitation link and no account yet. */
export const invitationRouter = router({
  get: publicProcedure.input(z.object({ token })).query(async ({ input }) => {
    const { email, organizationName, role } = await findInvitation(pool, input.token, systemClock.now())
    return { email, organizationName, role }
  }),

  accept: publicProcedure
    .input(
      z.object({
        token,
        name: z.string().trim().min(1, 'Enter your name.').max(100, 'Use at most 100 characters.'),
        password: z.string().max(1_000),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const attempt = { account: input.token, ip: ctx.ip }
      const turn = await throttle.take(attempt)
      if (!turn.allowed) throw tooManyAttempts(turn.retryAfterSeconds)
      const now = systemClock.now()
      const invitation = await findInvitation(pool, input.token, now)
      // The link was right: a password the rules refuse is no guess.
      await throttle.succeed(attempt)

      const problem = passwordProblem(input.password, { email: invitation.email, name: input.name })
      if (problem) throw new AppError('invalid', problem, { field: 'password' })
      const passwordHash = await hashPassword(input.password)
      await inTransaction((tx) => acceptInvitation(tx, invitation, { name: input.name, passwordHash, now }))
      return { email: invitation.email }
    }),
})
