import { router } from './init.ts'
import { invitationRouter } from './routers/invitation/router.ts'
import { meRouter } from './routers/me/router.ts'
import { membersRouter } from './routers/members/router.ts'
import { storesRouter } from './routers/stores/router.ts'

/** Every procedure of the app, one router a noun. */
export const appRouter = router({
  invitation: invitationRouter,
  me: meRouter,
  members: membersRouter,
  stores: storesRouter,
})

export type AppRouter = typeof appRouter
