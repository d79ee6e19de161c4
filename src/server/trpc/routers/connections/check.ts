import { z } from 'zod'
import { queryScope } from '#server/access/query-scope.ts'
import { checkConnection } from '#server/connections/check-connection.ts'
import { pool } from '#server/db/pool.ts'
import { systemClock } from '#server/lib/clock.ts'
import { permittedProcedure } from '../../init.ts'

/** Streams a check while it runs. Leaving the page ends it. */
export const check = permittedProcedure('connections.write')
  .input(z.object({ id: z.uuid() }))
  .subscription(async function* ({ ctx, input, signal = new AbortController().signal }) {
    try {
      yield* checkConnection(pool, queryScope(ctx), input.id, { clock: systemClock, signal })
    } catch (error) {
      // Whoever asked has gone: that ends the check, and is nothing to report.
      if (!signal.aborted) throw error
    }
  })
