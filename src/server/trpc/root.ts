import { router } from './init.ts'
import { meRouter } from './routers/me/router.ts'

/** Every procedure of the app, one router a noun. */
export const appRouter = router({
  me: meRouter,
})

export type AppRouter = typeof appRouter
