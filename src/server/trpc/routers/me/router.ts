import { z } from 'zod'
import { env } from '#env'
import { changePassword } from '#server/access/change-password.ts'
import { endSession } from '#server/access/end-session.ts'
import { listSessions } from '#server/access/list-sessions.ts'
import { permissionsOf } from '#server/access/permissions.ts'
import { listStoreNames } from '#server/access/stores/list-stores.ts'
import { createThrottle } from '#server/access/throttle.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { systemClock } from '#server/lib/clock.ts'
import { AppError } from '#server/lib/errors.ts'
import { permittedProcedure, router } from '../../init.ts'

const throttle = createThrottle(pool, 'password')
const account = permittedProcedure('account.use')

/** The signed-in person: who they are, what they may do, where they are signed in. */
export const meRouter = router({
  get: account.query(async ({ ctx }) => ({
    user: ctx.user,
    organization: { id: ctx.membership.organizationId, name: ctx.membership.organizationName },
    role: ctx.membership.role,
    permissions: permissionsOf(ctx.membership.role),
    stores: await listStoreNames(pool, ctx.membership),
    demo: env.DEMO,
  })),

  sessions: account.query(({ ctx }) => listSessions(pool, ctx.session, systemClock.now())),

  endSession: account.input(z.object({ id: z.uuid() })).mutation(async ({ ctx, input }) => {
    const { userId } = ctx.session
    const ended = await inTransaction((tx) =>
      endSession(tx, {
        sessionId: input.id,
        userId,
        by: { userId, organizationId: ctx.membership.organizationId },
        now: systemClock.now(),
      }),
    )
    if (!ended) throw new AppError('not_found', 'This session has ended already. Reload the page.')
  }),

  changePassword: account
    .input(z.object({ current: z.string().max(1_000), next: z.string().max(1_000) }))
    .mutation(({ ctx, input }) =>
      changePassword({ pool, throttle }, ctx, { ...input, ip: ctx.ip, now: systemClock.now() }),
    ),
})
