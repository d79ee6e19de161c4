import { initTRPC } from '@trpc/server'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import superjson from 'superjson'
import { authorize } from '#server/access/authorize.ts'
import type { Permission } from '#server/access/permissions.ts'
import { findIdentity } from '#server/access/session.ts'
import { pool } from '#server/db/pool.ts'
import { systemClock } from '#server/lib/clock.ts'
import { withCorrelation } from '#server/lib/correlation.ts'
import type { Context } from './context.ts'
import { publicError, toTRPCError } from './error-map.ts'
import { guardStream } from './guard-stream.ts'

/** On every procedure but the public ones, for the check itself and for the test that walks them all. */
export type Meta = { permission: Permission }

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer: superjson,
    // 15 s keeps proxies with a 30 or 60 s idle limit from closing a quiet stream.
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
    errorFormatter: ({ shape, error, ctx }) => {
      const { code, message, field } = publicError(error, ctx?.requestId)
      return {
        message,
        code: TRPC_ERROR_CODES_BY_KEY[code],
        data: {
          code,
          httpStatus: shape.data.httpStatus,
          path: shape.data.path,
          requestId: ctx?.requestId,
          field,
        },
      }
    },
  })

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** Open to anybody; only what a person needs before signing in. */
export const publicProcedure = t.procedure.use(async ({ ctx, next }) => {
  const result = await withCorrelation(ctx.requestId, () => next())
  if (!result.ok) throw toTRPCError(result.error)
  return result
})

/** A procedure for signed-in people whose role holds `permission`; `ctx.membership` is there for sure. */
export function permittedProcedure(permission: Permission) {
  return publicProcedure.meta({ permission }).use(async ({ ctx, next, type }) => {
    const { session, user, membership } = ctx
    const known = session && user && membership ? { session, user, membership } : null
    const identity = authorize(known, permission)
    const result = await next({ ctx: identity })
    if (type !== 'subscription' || !result.ok) return result

    async function recheck(now: Date): Promise<void> {
      const fresh = authorize(await findIdentity(pool, identity.session.id, now), permission)
      // The procedure holds this very object: a changed role or store list counts in the running stream too.
      Object.assign(identity.membership, fresh.membership)
    }
    return { ...result, data: guardStream(result.data, recheck, systemClock) }
  })
}
