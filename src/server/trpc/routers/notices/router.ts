import { z } from 'zod'
import { env } from '#env'
import { may } from '#server/access/permissions.ts'
import { queryScope } from '#server/access/query-scope.ts'
import type { Actor } from '#server/connections/actor.ts'
import { findConnection } from '#server/connections/find-connection.ts'
import { sealer } from '#server/connections/sealer.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { subscribeNoticesJob } from '#server/jobs/definitions.ts'
import { enqueue, wakeConnections } from '#server/jobs/enqueue.ts'
import { systemClock } from '#server/lib/clock.ts'
import { deliveryFilterSchema } from '#server/webhooks/queries/delivery-filter.ts'
import { getDelivery } from '#server/webhooks/queries/get-delivery.ts'
import { deliveryPlaceSchema, listDeliveries } from '#server/webhooks/queries/list-deliveries.ts'
import { noticeSetup } from '#server/webhooks/queries/notice-setup.ts'
import { reachDetail, reachOfNotices } from '#server/webhooks/queries/reach-of-notices.ts'
import { readBody } from '#server/webhooks/queries/read-body.ts'
import { summarizeDeliveries } from '#server/webhooks/queries/summarize-deliveries.ts'
import { replayDeliveries } from '#server/webhooks/replay-deliveries.ts'
import { replayProgress } from '#server/webhooks/replay-progress.ts'
import { previewReplay, replaySelectionSchema } from '#server/webhooks/replay-selection.ts'
import { revealSecret } from '#server/webhooks/reveal-secret.ts'
import { type CheckSubscriptions, rotateSecret } from '#server/webhooks/rotate-secret.ts'
import { sendTest } from '#server/webhooks/send-test.ts'
import { applyAgain, ignoreDeliveries } from '#server/webhooks/settle-deliveries.ts'
import { permittedProcedure, router } from '../../init.ts'

const read = permittedProcedure('notices.read')
const work = permittedProcedure('notices.work')
const setUp = permittedProcedure('connections.write')

const byId = z.object({ id: z.uuid() })
const byConnection = z.object({ connectionId: z.uuid() })
const byIds = z.object({ ids: z.array(z.uuid()).min(1).max(200) })
const storeInput = { storeId: z.uuid().optional() }
const selectionInput = z.object({ selection: replaySelectionSchema, ...storeInput })

type Context = Parameters<typeof queryScope>[0] & { user: { id: string } }

const actorOf = (ctx: Context, storeId?: string): Actor => ({
  userId: ctx.user.id,
  scope: queryScope(ctx, storeId),
})
const seesCustomers = (ctx: Context) => may(ctx.membership.role, 'customers.read')

const checkSubscriptions: CheckSubscriptions = async (tx, connectionId) => {
  await enqueue(tx, subscribeNoticesJob, { connectionId })
}

/** What the POS sent by themselves, what came of it, and how their line is set up. */
export const noticesRouter = router({
  list: read
    .input(
      deliveryFilterSchema.extend({
        ...storeInput,
        direction: z.enum(['older', 'newer']).default('older'),
        from: deliveryPlaceSchema.nullable().default(null),
        pageSize: z.number().int().min(1).max(200).default(50),
      }),
    )
    .query(({ ctx, input: { storeId, direction, from, pageSize, ...filter } }) =>
      listDeliveries(pool, queryScope(ctx, storeId), filter, { direction, from, pageSize }),
    ),

  summary: read
    .input(
      deliveryFilterSchema.extend({
        ...storeInput,
        hours: z
          .number()
          .min(1)
          .max(24 * 92)
          .default(24),
      }),
    )
    .query(({ ctx, input: { storeId, hours, ...filter } }) => {
      const until = filter.until ?? systemClock.now()
      const since = filter.since ?? new Date(until.getTime() - hours * 3_600_000)
      return summarizeDeliveries(pool, queryScope(ctx, storeId), { ...filter, since, until })
    }),

  get: read
    .input(byId)
    .query(({ ctx, input }) =>
      getDelivery(pool, { scope: queryScope(ctx), seesCustomers: seesCustomers(ctx) }, input.id),
    ),

  body: read
    .input(byId)
    .query(({ ctx, input }) =>
      readBody(pool, sealer, { ...actorOf(ctx), seesCustomers: seesCustomers(ctx) }, input.id),
    ),

  reach: read
    .input(z.object({ ...storeInput, connectionId: z.uuid().optional() }))
    .query(({ ctx, input }) => reachOfNotices(pool, queryScope(ctx, input.storeId), input.connectionId)),

  reachDetail: read.input(byConnection).query(async ({ ctx, input }) => {
    await findConnection(pool, queryScope(ctx), input.connectionId)
    return reachDetail(pool, input.connectionId)
  }),

  previewReplay: work
    .input(selectionInput)
    .query(({ ctx, input }) => previewReplay(pool, queryScope(ctx, input.storeId), input.selection)),

  replay: work
    .input(selectionInput)
    .mutation(({ ctx, input }) =>
      inTransaction((tx) =>
        replayDeliveries(tx, actorOf(ctx, input.storeId), input.selection, wakeConnections),
      ),
    ),

  replayProgress: read.input(byId).query(({ ctx, input }) => replayProgress(pool, queryScope(ctx), input.id)),

  applyAgain: work
    .input(byIds)
    .mutation(({ ctx, input }) =>
      inTransaction((tx) => applyAgain(tx, actorOf(ctx), input.ids, wakeConnections)),
    ),

  ignore: work
    .input(byIds.extend({ reason: z.string().trim().min(1, 'Say why, for whoever looks later.').max(500) }))
    .mutation(({ ctx, input }) =>
      inTransaction((tx) => ignoreDeliveries(tx, actorOf(ctx), input.ids, input.reason)),
    ),

  setup: read
    .input(byConnection)
    .query(({ ctx, input }) => noticeSetup(pool, queryScope(ctx), input.connectionId, env.APP_URL)),

  revealSecret: setUp
    .input(byConnection)
    .mutation(({ ctx, input }) =>
      inTransaction((tx) => revealSecret(tx, actorOf(ctx), input.connectionId, env.APP_URL)),
    ),

  rotateSecret: setUp
    .input(byConnection)
    .mutation(({ ctx, input }) =>
      inTransaction((tx) =>
        rotateSecret(tx, actorOf(ctx), input.connectionId, { now: systemClock.now(), checkSubscriptions }),
      ),
    ),

  checkSubscriptions: work.input(byConnection).mutation(({ ctx, input }) =>
    inTransaction(async (tx) => {
      await findConnection(tx, queryScope(ctx), input.connectionId)
      await checkSubscriptions(tx, input.connectionId)
    }),
  ),

  sendTest: work
    .input(byConnection)
    .mutation(({ ctx, input }) =>
      sendTest(
        { db: pool, clock: systemClock, appUrl: env.APP_URL, send: fetch },
        actorOf(ctx),
        input.connectionId,
      ),
    ),
})
