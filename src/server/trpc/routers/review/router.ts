import { z } from 'zod'
import { queryScope } from '#server/access/query-scope.ts'
import { openMapping } from '#server/connections/open-session.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { decideReview } from '#server/review/decide-review.ts'
import { getCreationPolicy } from '#server/review/get-policy.ts'
import { listDuplicates } from '#server/review/list-duplicates.ts'
import { listReview } from '#server/review/list-review.ts'
import { reviewFilterSchema } from '#server/review/review-filter.ts'
import { setCreationPolicy } from '#server/review/set-policy.ts'
import { permittedProcedure, router } from '../../init.ts'
import { pageInput } from '../../page-input.ts'

const read = permittedProcedure('catalog.read')
const decide = permittedProcedure('review.decide')

const filtered = reviewFilterSchema.extend({ storeId: z.uuid().optional() })

/** New records that wait for a person, and source keys that look like the same product twice. */
export const reviewRouter = router({
  list: read
    .input(filtered.extend(pageInput))
    .query(({ ctx, input: { storeId, page, pageSize, ...filter } }) =>
      listReview(pool, queryScope(ctx, storeId), filter, { page, pageSize }),
    ),

  decide: decide
    .input(
      z.object({
        chosen: z.union([
          z.object({ ids: z.array(z.uuid()).min(1).max(1_000) }),
          z.object({ filter: filtered }),
        ]),
        decision: z.discriminatedUnion('kind', [
          z.object({ kind: z.enum(['create', 'ignore', 'reopen']) }),
          z.object({ kind: z.literal('link'), productId: z.uuid().optional() }),
        ]),
      }),
    )
    .mutation(({ ctx, input: { chosen, decision } }) =>
      decideReview(pool, {
        scope: queryScope(ctx, 'filter' in chosen ? chosen.filter.storeId : undefined),
        userId: ctx.user.id,
        chosen,
        decision,
        mappingOf: (connectionId) => openMapping(pool, connectionId),
      }),
    ),

  policy: permittedProcedure('connections.read')
    .input(z.object({ connectionId: z.uuid() }))
    .query(({ ctx, input }) => getCreationPolicy(pool, queryScope(ctx), input.connectionId)),

  setPolicy: permittedProcedure('connections.write')
    .input(z.object({ connectionId: z.uuid(), policy: z.enum(['create', 'review']) }))
    .mutation(({ ctx, input }) =>
      inTransaction((tx) =>
        setCreationPolicy(
          tx,
          { userId: ctx.user.id, scope: queryScope(ctx) },
          input.connectionId,
          input.policy,
        ),
      ),
    ),

  duplicates: read
    .input(z.object({ storeId: z.uuid().optional(), ...pageInput }))
    .query(({ ctx, input: { storeId, ...page } }) => listDuplicates(pool, queryScope(ctx, storeId), page)),
})
