import { z } from 'zod'
import { recordAudit } from '#server/access/audit.ts'
import type { Identity } from '#server/access/identity.ts'
import { queryScope } from '#server/access/query-scope.ts'
import { findConnection } from '#server/connections/find-connection.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { findRun } from '#server/health/find-run.ts'
import { forgetRefusals } from '#server/ingest/refusals.ts'
import { enqueueRun } from '#server/jobs/enqueue.ts'
import { syncEntitySchema } from '#server/model/sync.ts'
import { approveChanges } from '#server/sync/changes/approve-changes.ts'
import { changeFilterSchema, selectionSchema } from '#server/sync/changes/change-filter.ts'
import { discardRun } from '#server/sync/changes/discard-run.ts'
import { guardLimitsSchema } from '#server/sync/changes/guard.ts'
import { getGuardLimits, setGuardLimits } from '#server/sync/changes/guard-limits.ts'
import { listChanges } from '#server/sync/changes/queries/list-changes.ts'
import { listRefusals } from '#server/sync/changes/queries/list-refusals.ts'
import { sumChanges } from '#server/sync/changes/queries/sum-changes.ts'
import { refuseChanges } from '#server/sync/changes/refuse-changes.ts'
import { startUndo } from '#server/sync/changes/start-undo.ts'
import { permittedProcedure, router } from '../../init.ts'
import { pageInput } from '../../page-input.ts'

const read = permittedProcedure('runs.read')
const decide = permittedProcedure('runs.approve')
const connections = permittedProcedure('connections.read')
const write = permittedProcedure('connections.write')
const ofConnection = z.object({ connectionId: z.uuid() })
const ofRun = z.object({ runId: z.uuid() })

const auditOf = (ctx: Identity, action: string, subject: string, detail?: Record<string, unknown>) => ({
  organizationId: ctx.membership.organizationId,
  userId: ctx.user.id,
  action,
  subject,
  ...(detail && { detail }),
})

/** What a run would change, what people decide on it, and what they have refused. */
export const changesRouter = router({
  /** A run's difference summed up, with what the guard found. */
  summary: read.input(ofRun).query(async ({ ctx, input }) => {
    await findRun(pool, queryScope(ctx), input.runId)
    return sumChanges(pool, input.runId)
  }),

  list: read
    .input(ofRun.extend({ filter: changeFilterSchema.default({}), ...pageInput }))
    .query(async ({ ctx, input: { runId, filter, page, pageSize } }) => {
      await findRun(pool, queryScope(ctx), runId)
      return listChanges(pool, runId, filter, { page, pageSize })
    }),

  approve: decide.input(ofRun.extend({ selection: selectionSchema })).mutation(({ ctx, input }) =>
    inTransaction(async (tx) => {
      await findRun(tx, queryScope(ctx), input.runId)
      const result = await approveChanges(tx, input.runId, ctx.user.id, input.selection, enqueueRun)
      await recordAudit(tx, auditOf(ctx, 'run.approved', `run:${input.runId}`, result))
      return result
    }),
  ),

  refuse: decide.input(ofRun.extend({ selection: selectionSchema })).mutation(({ ctx, input }) =>
    inTransaction(async (tx) => {
      await findRun(tx, queryScope(ctx), input.runId)
      const result = await refuseChanges(tx, input.runId, ctx.user.id, input.selection)
      await recordAudit(tx, auditOf(ctx, 'run.refused', `run:${input.runId}`, result))
      return result
    }),
  ),

  discard: decide.input(ofRun).mutation(({ ctx, input }) =>
    inTransaction(async (tx) => {
      await findRun(tx, queryScope(ctx), input.runId)
      await discardRun(tx, input.runId)
      await recordAudit(tx, auditOf(ctx, 'run.discarded', `run:${input.runId}`))
    }),
  ),

  /** Starts the run that shows, and after approval writes, the versions before a finished run. */
  undo: decide.input(ofRun).mutation(({ ctx, input }) =>
    inTransaction(async (tx) => {
      await findRun(tx, queryScope(ctx), input.runId)
      const started = await startUndo(tx, input.runId, ctx.user.id, enqueueRun)
      if (!started.alreadyRunning)
        await recordAudit(tx, auditOf(ctx, 'run.undo-started', `run:${input.runId}`))
      return started
    }),
  ),

  refusals: read
    .input(z.object({ connectionId: z.uuid().optional(), productId: z.uuid().optional(), ...pageInput }))
    .query(({ ctx, input: { page, pageSize, ...filter } }) =>
      listRefusals(pool, queryScope(ctx), filter, { page, pageSize }),
    ),

  /** How much one sync may change before a person is asked. */
  limits: connections.input(ofConnection).query(async ({ ctx, input }) => {
    await findConnection(pool, queryScope(ctx), input.connectionId)
    return getGuardLimits(pool, input.connectionId)
  }),

  setLimits: write.input(ofConnection.extend({ limits: guardLimitsSchema })).mutation(({ ctx, input }) =>
    inTransaction(async (tx) => {
      await findConnection(tx, queryScope(ctx), input.connectionId)
      const actor = { organizationId: ctx.membership.organizationId, userId: ctx.user.id }
      await setGuardLimits(tx, actor, input.connectionId, input.limits)
    }),
  ),

  /** From then on what the POS says of these records is taken in again. */
  takeBack: decide
    .input(
      z.object({
        connectionId: z.uuid(),
        entity: syncEntitySchema,
        sourceIds: z.array(z.string().min(1)).min(1).max(500),
      }),
    )
    .mutation(({ ctx, input: { connectionId, entity, sourceIds } }) =>
      inTransaction(async (tx) => {
        await findConnection(tx, queryScope(ctx), connectionId)
        await forgetRefusals(tx, connectionId, entity, sourceIds)
        await recordAudit(tx, auditOf(ctx, 'refusal.taken-back', `connection:${connectionId}`))
      }),
    ),
})
