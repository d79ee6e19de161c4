import { z } from 'zod'
import { queryScope } from '#server/access/query-scope.ts'
import { findConnection } from '#server/connections/find-connection.ts'
import { pool } from '#server/db/pool.ts'
import { budgetState } from '#server/health/budget-state.ts'
import { callSeries } from '#server/health/call-series.ts'
import { changeSeries } from '#server/health/change-series.ts'
import { runSeries } from '#server/health/run-series.ts'
import { systemClock } from '#server/lib/clock.ts'
import { permittedProcedure, router } from '../../init.ts'

const read = permittedProcedure('health.read')

/** Charts of one connection. */
export const healthRouter = router({
  calls: read
    .input(
      z.object({ connectionId: z.uuid(), hours: z.union([z.literal(1), z.literal(24), z.literal(168)]) }),
    )
    .query(async ({ ctx, input }) => {
      await findConnection(pool, queryScope(ctx), input.connectionId)
      return callSeries(pool, input.connectionId, input.hours, systemClock.now())
    }),

  budget: read.input(z.object({ connectionId: z.uuid() })).query(async ({ ctx, input }) => {
    await findConnection(pool, queryScope(ctx), input.connectionId)
    return budgetState(pool, input.connectionId)
  }),

  changes: read
    .input(
      z.object({ connectionId: z.uuid(), hours: z.union([z.literal(1), z.literal(24), z.literal(168)]) }),
    )
    .query(async ({ ctx, input }) => {
      await findConnection(pool, queryScope(ctx), input.connectionId)
      return changeSeries(pool, input.connectionId, input.hours)
    }),

  runSeries: read
    .input(z.object({ connectionId: z.uuid(), limit: z.number().int().min(1).max(200).default(30) }))
    .query(async ({ ctx, input }) => {
      await findConnection(pool, queryScope(ctx), input.connectionId)
      return runSeries(pool, input.connectionId, input.limit)
    }),
})
