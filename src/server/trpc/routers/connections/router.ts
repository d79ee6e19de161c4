import { z } from 'zod'
import { env } from '#env'
import { queryScope } from '#server/access/query-scope.ts'
import { activateConnection } from '#server/connections/activate-connection.ts'
import type { Actor } from '#server/connections/actor.ts'
import { connectionHistory, connectionHistoryKinds } from '#server/connections/connection-history.ts'
import { listConnections } from '#server/connections/connection-row.ts'
import { createDraft } from '#server/connections/create-draft.ts'
import { draftInputSchema } from '#server/connections/draft-input.ts'
import { getConnection } from '#server/connections/get-connection.ts'
import { startSignIn } from '#server/connections/oauth/start-sign-in.ts'
import { pauseConnection } from '#server/connections/pause-connection.ts'
import { removalPreview } from '#server/connections/removal-preview.ts'
import { removeConnection } from '#server/connections/remove-connection.ts'
import { resumeConnection } from '#server/connections/resume-connection.ts'
import { rotateCredentials } from '#server/connections/rotate-credentials.ts'
import { updateConnection } from '#server/connections/update-connection.ts'
import { updateDraft } from '#server/connections/update-draft.ts'
import { entitiesInputSchema, scheduleInputSchema } from '#server/connections/validate-entities.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { patienceSchema } from '#server/http/patience.ts'
import { processNoticesJob, subscribeNoticesJob } from '#server/jobs/definitions.ts'
import { enqueue, enqueueRun } from '#server/jobs/enqueue.ts'
import { systemClock } from '#server/lib/clock.ts'
import { historyInput } from '../../history-input.ts'
import { permittedProcedure, router } from '../../init.ts'
import { check } from './check.ts'

const read = permittedProcedure('connections.read')
const write = permittedProcedure('connections.write')
const byId = z.object({ id: z.uuid() })

/** The person asking, with the stores they may change. */
function actorOf(ctx: Parameters<typeof queryScope>[0] & { user: { id: string } }): Actor {
  return { userId: ctx.user.id, scope: queryScope(ctx) }
}

/** Connections of stores to their point-of-sale systems. */
export const connectionsRouter = router({
  list: read
    .input(z.object({ storeId: z.uuid().optional() }))
    .query(({ ctx, input }) =>
      listConnections(pool, queryScope(ctx, input.storeId), { now: systemClock.now() }),
    ),

  get: read
    .input(byId)
    .query(({ ctx, input }) => getConnection(pool, queryScope(ctx), input.id, systemClock.now())),

  history: read
    .input(historyInput.extend({ kind: z.enum(connectionHistoryKinds).optional() }))
    .query(({ ctx, input }) => connectionHistory(pool, queryScope(ctx), input.id, input.before, input.kind)),

  createDraft: write
    .input(draftInputSchema)
    .mutation(({ ctx, input }) =>
      inTransaction((tx) => createDraft(tx, actorOf(ctx), input, env.SIMULATORS_URL)),
    ),

  updateDraft: write
    .input(draftInputSchema.extend({ id: z.uuid() }))
    .mutation(({ ctx, input: { id, ...draft } }) =>
      inTransaction((tx) => updateDraft(tx, actorOf(ctx), id, draft, env.SIMULATORS_URL)),
    ),

  check,

  activate: write.input(byId.extend({ schedule: scheduleInputSchema })).mutation(({ ctx, input }) =>
    inTransaction(async (tx) => {
      const started = await activateConnection(tx, actorOf(ctx), input.id, input.schedule, {
        enqueue: enqueueRun,
        now: systemClock.now(),
      })
      await enqueue(tx, subscribeNoticesJob, { connectionId: input.id })
      return started
    }),
  ),

  update: write
    .input(
      byId.extend({
        name: draftInputSchema.shape.name.optional(),
        settings: draftInputSchema.shape.settings.optional(),
        entities: entitiesInputSchema.optional(),
        calls: patienceSchema.optional(),
      }),
    )
    .mutation(({ ctx, input: { id, ...patch } }) =>
      inTransaction((tx) => updateConnection(tx, actorOf(ctx), id, patch, systemClock.now())),
    ),

  pause: write
    .input(byId)
    .mutation(({ ctx, input }) => inTransaction((tx) => pauseConnection(tx, actorOf(ctx), input.id))),

  resume: write.input(byId).mutation(({ ctx, input }) =>
    inTransaction(async (tx) => {
      await resumeConnection(tx, actorOf(ctx), input.id, systemClock.now())
      // What came while it was paused.
      await enqueue(tx, processNoticesJob, { connectionId: input.id })
    }),
  ),

  rotateCredentials: write
    .input(
      byId.extend({ signInMethod: z.string().max(100), credentials: draftInputSchema.shape.credentials }),
    )
    .mutation(({ ctx, input: { id, ...credentials } }) =>
      inTransaction((tx) => rotateCredentials(tx, actorOf(ctx), id, credentials, systemClock.now())),
    ),

  startSignIn: write
    .input(byId)
    .mutation(({ ctx, input }) =>
      inTransaction((tx) =>
        startSignIn(tx, actorOf(ctx), input.id, { appUrl: env.APP_URL, simulatorsUrl: env.SIMULATORS_URL }),
      ),
    ),

  removalPreview: write
    .input(byId)
    .query(({ ctx, input }) => removalPreview(pool, queryScope(ctx), input.id)),

  remove: write
    .input(byId.extend({ confirmName: z.string().max(200) }))
    .mutation(({ ctx, input }) =>
      inTransaction((tx) => removeConnection(tx, actorOf(ctx), input.id, input.confirmName)),
    ),
})
