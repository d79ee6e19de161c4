import { z } from 'zod'
import { env } from '#env'
import { type QueryScope, queryScope } from '#server/access/query-scope.ts'
import { productFacets } from '#server/catalog/queries/facets.ts'
import { getProduct } from '#server/catalog/queries/get-product.ts'
import { levelHistory } from '#server/catalog/queries/level-history.ts'
import { listProducts } from '#server/catalog/queries/list-products.ts'
import { productFilterSchema } from '#server/catalog/queries/product-filter.ts'
import { productHistory, productHistoryKinds } from '#server/catalog/queries/product-history.ts'
import { listPastProducts } from '#server/catalog/travel/list-past-products.ts'
import { requireMoment, travelRange } from '#server/catalog/travel/travel-range.ts'
import { pool } from '#server/db/pool.ts'
import { systemClock } from '#server/lib/clock.ts'
import { customerTypeSchema } from '#server/model/product.ts'
import { historyInput } from '../../history-input.ts'
import { permittedProcedure, router } from '../../init.ts'
import { pageInput } from '../../page-input.ts'

const read = permittedProcedure('catalog.read')

/** The catalogue as of then; absent, as it is. */
const moment = z.date().optional()

/** The scope of who asks. @throws {AppError} invalid when the catalogue can't be seen as of `at` */
async function scopeAsOf(
  context: Parameters<typeof queryScope>[0],
  storeId: string | undefined,
  at: Date | undefined,
): Promise<QueryScope> {
  const scope = queryScope(context, storeId)
  if (at) await requireMoment(pool, scope, at, systemClock.now(), env.EVENTS_RETENTION_MONTHS)
  return scope
}

/** The catalogue, as it is or as it was. */
export const catalogRouter = router({
  list: read
    .input(
      productFilterSchema.extend({
        storeId: z.uuid().optional(),
        at: moment,
        /** Of the past: only what differs now. */
        differing: z.boolean().default(false),
        sort: z.enum(['name', 'brand', 'price', 'quantity', 'changedAt']).default('name'),
        direction: z.enum(['asc', 'desc']).default('asc'),
        ...pageInput,
      }),
    )
    .query(async ({ ctx, input: { storeId, at, differing, sort, direction, page, pageSize, ...filter } }) => {
      const scope = await scopeAsOf(ctx, storeId, at)
      const paging = { sort, direction, page, pageSize }
      return at
        ? listPastProducts(pool, scope, filter, paging, at, differing)
        : { ...(await listProducts(pool, scope, filter, paging)), comparison: null }
    }),

  facets: read
    .input(z.object({ storeId: z.uuid().optional(), connectionId: z.uuid().optional(), at: moment }))
    .query(async ({ ctx, input: { storeId, connectionId, at } }) =>
      productFacets(pool, await scopeAsOf(ctx, storeId, at), { connectionId }, at),
    ),

  get: read
    .input(z.object({ id: z.uuid(), at: moment }))
    .query(async ({ ctx, input: { id, at } }) =>
      getProduct(pool, await scopeAsOf(ctx, undefined, at), id, at),
    ),

  levelHistory: read
    .input(
      z.object({
        id: z.uuid(),
        variantId: z.uuid(),
        location: z.string().max(500),
        customerType: customerTypeSchema,
      }),
    )
    .query(({ ctx, input }) => levelHistory(pool, queryScope(ctx), input)),

  travelRange: read
    .input(z.object({ storeId: z.uuid().optional() }))
    .query(({ ctx, input }) =>
      travelRange(pool, queryScope(ctx, input.storeId), systemClock.now(), env.EVENTS_RETENTION_MONTHS),
    ),

  history: read
    .input(historyInput.extend({ kind: z.enum(productHistoryKinds).optional() }))
    .query(({ ctx, input }) => productHistory(pool, queryScope(ctx), input.id, input.before, input.kind)),
})
