import { z } from 'zod'
import { recordAudit } from '#server/access/audit.ts'
import type { Identity } from '#server/access/identity.ts'
import { may } from '#server/access/permissions.ts'
import { queryScope } from '#server/access/query-scope.ts'
import { findConnection } from '#server/connections/find-connection.ts'
import { sealer } from '#server/connections/sealer.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { findRun } from '#server/health/find-run.ts'
import { getIssuePayload } from '#server/health/get-issue-payload.ts'
import { getRun } from '#server/health/get-run.ts'
import { listIssues } from '#server/health/list-issues.ts'
import { listRuns, runTriggers } from '#server/health/list-runs.ts'
import { runEventKinds, runEvents } from '#server/health/run-events.ts'
import { enqueueRun } from '#server/jobs/enqueue.ts'
import { systemClock } from '#server/lib/clock.ts'
import { runModeSchema, runStatusSchema, syncEntitySchema } from '#server/model/sync.ts'
import { cancelRun } from '#server/sync/cancel-run.ts'
import { retryRun } from '#server/sync/retry-run.ts'
import { scheduleModeSchema } from '#server/sync/schedules/rule.ts'
import { startRun } from '#server/sync/start-run.ts'
import { historyInput } from '../../history-input.ts'
import { permittedProcedure, router } from '../../init.ts'
import { pageInput } from '../../page-input.ts'

const read = permittedProcedure('runs.read')
const start = permittedProcedure('runs.start')

const auditOf = (ctx: Identity, action: string, runId: string) => ({
  organizationId: ctx.membership.organizationId,
  userId: ctx.user.id,
  action,
  subject: `run:${runId}`,
})

/** Sync runs and what they could not take over. */
export const runsRouter = router({
  list: read
    .input(
      z.object({
        storeId: z.uuid().optional(),
        connectionId: z.uuid().optional(),
        status: z.array(runStatusSchema).optional(),
        modes: z.array(runModeSchema).optional(),
        triggers: z.array(z.enum(runTriggers)).optional(),
        q: z.string().trim().max(200).optional(),
        ...pageInput,
      }),
    )
    .query(({ ctx, input: { storeId, page, pageSize, ...filter } }) =>
      listRuns(pool, queryScope(ctx, storeId), filter, { page, pageSize }),
    ),

  get: read
    .input(z.object({ id: z.uuid() }))
    .query(({ ctx, input }) => getRun(pool, queryScope(ctx), input.id, systemClock.now())),

  /** What it made happen; of customers only to those who may read them. */
  events: read
    .input(historyInput.extend({ kind: z.enum(runEventKinds).optional() }))
    .query(({ ctx, input: { id, before, kind } }) => {
      const reader = { scope: queryScope(ctx), seesCustomers: may(ctx.membership.role, 'customers.read') }
      return runEvents(pool, reader, id, before, kind)
    }),

  start: start
    .input(
      z.object({
        connectionId: z.uuid(),
        mode: scheduleModeSchema,
        /** Absent or empty: all the connection reads. */
        entities: z.array(syncEntitySchema).default([]),
        /** Writes nothing: its difference waits for a person. */
        dry: z.boolean().default(false),
      }),
    )
    .mutation(({ ctx, input }) =>
      inTransaction(async (tx) => {
        await findConnection(tx, queryScope(ctx), input.connectionId)
        const request = { ...input, trigger: 'person', requestedById: ctx.user.id } as const
        const started = await startRun(tx, request, enqueueRun)
        if (!started.alreadyRunning) await recordAudit(tx, auditOf(ctx, 'run.started', started.runId))
        return started
      }),
    ),

  retry: start.input(z.object({ id: z.uuid() })).mutation(({ ctx, input }) =>
    inTransaction(async (tx) => {
      await findRun(tx, queryScope(ctx), input.id)
      const started = await retryRun(tx, input.id, ctx.user.id, enqueueRun)
      if (!started.alreadyRunning) await recordAudit(tx, auditOf(ctx, 'run.retried', started.runId))
      return started
    }),
  ),

  cancel: start.input(z.object({ id: z.uuid() })).mutation(({ ctx, input }) =>
    inTransaction(async (tx) => {
      await findRun(tx, queryScope(ctx), input.id)
      const status = await cancelRun(tx, input.id)
      await recordAudit(tx, auditOf(ctx, 'run.cancelled', input.id))
      return { status }
    }),
  ),

  /** What the POS sent of a record that was set aside. */
  issuePayload: read.input(z.object({ id: z.uuid() })).query(({ ctx, input }) =>
    getIssuePayload(pool, queryScope(ctx), input.id, {
      sealer,
      mayReadPeople: may(ctx.membership.role, 'customers.read'),
    }),
  ),

  issues: read
    .input(
      z.object({
        storeId: z.uuid().optional(),
        runId: z.uuid().optional(),
        connectionId: z.uuid().optional(),
        open: z.boolean().optional(),
        q: z.string().trim().max(200).optional(),
        ...pageInput,
      }),
    )
    .query(({ ctx, input: { storeId, page, pageSize, ...filter } }) =>
      listIssues(pool, queryScope(ctx, storeId), filter, { page, pageSize }),
    ),
})
