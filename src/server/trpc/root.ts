import { router } from './init.ts'
import { catalogRouter } from './routers/catalog/router.ts'
import { changesRouter } from './routers/changes/router.ts'
import { connectionsRouter } from './routers/connections/router.ts'
import { customersRouter } from './routers/customers/router.ts'
import { healthRouter } from './routers/health/router.ts'
import { invitationRouter } from './routers/invitation/router.ts'
import { liveRouter } from './routers/live/router.ts'
import { meRouter } from './routers/me/router.ts'
import { membersRouter } from './routers/members/router.ts'
import { noticesRouter } from './routers/notices/router.ts'
import { ordersRouter } from './routers/orders/router.ts'
import { overviewRouter } from './routers/overview/router.ts'
import { queueRouter } from './routers/queue/router.ts'
import { reviewRouter } from './routers/review/router.ts'
import { runsRouter } from './routers/runs/router.ts'
import { schedulesRouter } from './routers/schedules/router.ts'
import { simulatorsRouter } from './routers/simulators/router.ts'
import { storesRouter } from './routers/stores/router.ts'
import { vendorsRouter } from './routers/vendors/router.ts'

/** Every procedure of the app, one router a noun. */
export const appRouter = router({
  catalog: catalogRouter,
  changes: changesRouter,
  connections: connectionsRouter,
  customers: customersRouter,
  health: healthRouter,
  invitation: invitationRouter,
  live: liveRouter,
  me: meRouter,
  members: membersRouter,
  notices: noticesRouter,
  orders: ordersRouter,
  overview: overviewRouter,
  queue: queueRouter,
  review: reviewRouter,
  runs: runsRouter,
  schedules: schedulesRouter,
  simulators: simulatorsRouter,
  stores: storesRouter,
  vendors: vendorsRouter,
})

export type AppRouter = typeof appRouter
