import { env } from '#env'
import { permissionsOf } from '#server/access/permissions.ts'
import { listStoreNames } from '#server/access/stores.ts'
import { pool } from '#server/db/pool.ts'
import { permittedProcedure, router } from '../../init.ts'

/** The signed-in person: who they are and what they may do. */
export const meRouter = router({
  get: permittedProcedure('account.use').query(async ({ ctx }) => ({
    user: ctx.user,
    organization: { id: ctx.membership.organizationId, name: ctx.membership.organizationName },
    role: ctx.membership.role,
    permissions: permissionsOf(ctx.membership.role),
    stores: await listStoreNames(pool, ctx.membership),
    demo: env.DEMO,
  })),
})
