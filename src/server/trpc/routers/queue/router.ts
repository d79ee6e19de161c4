import { z } from 'zod'
import type { Identity } from '#server/access/identity.ts'
import { type QueryScope, queryScope } from '#server/access/query-scope.ts'
import { vendorName } from '#server/adapters/lookup.ts'
import { pool } from '#server/db/pool.ts'
import { deadLetterStates } from '#server/jobs/dead-letters/dead-letter.ts'
import { discardDeadLetters } from '#server/jobs/dead-letters/discard-dead-letters.ts'
import { editDeadLetter } from '#server/jobs/dead-letters/edit-dead-letter.ts'
import { getDeadLetter } from '#server/jobs/dead-letters/get-dead-letter.ts'
import { countReasons, listDeadLetters } from '#server/jobs/dead-letters/list-dead-letters.ts'
import { retryDeadLetters } from '#server/jobs/dead-letters/retry-dead-letters.ts'
import { sender } from '#server/jobs/enqueue.ts'
import { createDearAnswers } from '#server/jobs/overview/dear-answers.ts'
import { listWorkers } from '#server/jobs/overview/list-workers.ts'
import { queueOverview } from '#server/jobs/overview/queue-overview.ts'
import { queueRate } from '#server/jobs/overview/queue-rate.ts'
import { systemClock } from '#server/lib/clock.ts'
import { permittedProcedure, router } from '../../init.ts'
import { pageInput } from '../../page-input.ts'

const read = permittedProcedure('queue.read')
const write = permittedProcedure('queue.write')

const actorOf = (ctx: Identity) => ({
  organizationId: ctx.membership.organizationId,
  userId: ctx.user.id,
})
const ids = z.array(z.uuid()).min(1).max(500)
const payload = z.record(z.string().max(100), z.union([z.string().max(1_000), z.number(), z.boolean()]))

const dear = createDearAnswers()

/** A question whose answer depends on the scope and on `input`. */
const lately = <T>(name: string, scope: QueryScope, input: unknown, question: () => Promise<T>): Promise<T> =>
  dear.ask(JSON.stringify([name, scope, input]), question)

/** Does something about dead letters; whoever did it sees it done. */
async function acted<T>(act: Promise<T>): Promise<T> {
  try {
    return await act
  } finally {
    dear.forget()
  }
}

/** How jobs wait and get done, those that gave up, and who works. */
export const queueRouter = router({
  overview: read.query(async ({ ctx }) => {
    await sender()
    const scope = queryScope(ctx)
    const { unserved, backlog, ...overview } = await lately('overview', scope, null, () =>
      queueOverview(pool, scope),
    )
    return {
      ...overview,
      backlog: backlog.map((row) => ({ ...row, vendorName: vendorName(row.vendor) })),
      unserved: unserved.map((row) => ({ ...row, vendorName: row.vendor ? vendorName(row.vendor) : null })),
    }
  }),

  rate: read
    .input(z.object({ queue: z.string().max(100).optional() }))
    .query(({ input }) => queueRate(pool, input.queue, systemClock.now())),

  workers: read.query(async () =>
    (await listWorkers(pool)).map((worker) => ({
      ...worker,
      vendorNames: worker.vendors.map((vendor) => vendorName(vendor)),
    })),
  ),

  reasons: read.input(z.object({ storeId: z.uuid().optional() })).query(({ ctx, input }) => {
    const scope = queryScope(ctx, input.storeId)
    return lately('reasons', scope, null, () => countReasons(pool, scope))
  }),

  dead: read
    .input(
      z.object({
        storeId: z.uuid().optional(),
        queue: z.string().max(100).optional(),
        reason: z.string().max(100).optional(),
        connectionId: z.uuid().optional(),
        state: z.enum(deadLetterStates).optional(),
        ...pageInput,
      }),
    )
    .query(({ ctx, input: { storeId, page, pageSize, ...filter } }) => {
      const scope = queryScope(ctx, storeId)
      return lately('dead', scope, { filter, page, pageSize }, () =>
        listDeadLetters(pool, scope, filter, { page, pageSize }),
      )
    }),

  deadLetter: read
    .input(z.object({ id: z.uuid() }))
    .query(({ ctx, input }) => getDeadLetter(pool, queryScope(ctx), input.id)),

  retry: write
    .input(z.union([z.object({ ids }), z.object({ queue: z.string(), reason: z.string() })]))
    .mutation(async ({ ctx, input }) =>
      acted(retryDeadLetters(pool, await sender(), queryScope(ctx), actorOf(ctx), input)),
    ),

  edit: write
    .input(z.object({ id: z.uuid(), payload }))
    .mutation(async ({ ctx, input }) =>
      acted(editDeadLetter(pool, await sender(), queryScope(ctx), actorOf(ctx), input)),
    ),

  discard: write
    .input(z.object({ ids }))
    .mutation(async ({ ctx, input }) =>
      acted(discardDeadLetters(pool, await sender(), queryScope(ctx), actorOf(ctx), input.ids)),
    ),
})
