import { z } from 'zod'
import { queryScope } from '#server/access/query-scope.ts'
import { listConnections } from '#server/connections/connection-row.ts'
import { needsPerson } from '#server/connections/needs-person.ts'
import { pool } from '#server/db/pool.ts'
import { overviewTotals, runsByHour } from '#server/health/overview.ts'
import { systemClock } from '#server/lib/clock.ts'
import { permittedProcedure, router } from '../../init.ts'

/** The first page: what there is, how it does, and what needs a person. */
export const overviewRouter = router({
  get: permittedProcedure('overview.read')
    .input(z.object({ storeId: z.uuid().optional() }))
    .query(async ({ ctx, input }) => {
      const scope = queryScope(ctx, input.storeId)
      const now = systemClock.now()
      const [connections, totals, hours] = await Promise.all([
        listConnections(pool, scope, { now }),
        overviewTotals(pool, scope, now),
        runsByHour(pool, scope, now),
      ])
      return { needsPerson: needsPerson(connections), connections, totals, runsByHour: hours }
    }),
})
