import { z } from 'zod'
import { queryScope } from '#server/access/query-scope.ts'
import { productFacets } from '#server/catalog/queries/facets.ts'
import { getProduct } from '#server/catalog/queries/get-product.ts'
import { listProducts } from '#server/catalog/queries/list-products.ts'
import { productFilterSchema } from '#server/catalog/queries/product-filter.ts'
import { productHistory } from '#server/catalog/queries/product-history.ts'
import { pool } from '#server/db/pool.ts'
import { historyInput } from '../../history-input.ts'
import { permittedProcedure, router } from '../../init.ts'
import { pageInput } from '../../page-input.ts'

const read = permittedProcedure('catalog.read')

/** The live catalogue. */
export const catalogRouter = router({
  list: read
    .input(
      productFilterSchema.extend({
        storeId: z.uuid().optional(),
        sort: z.enum(['name', 'brand', 'price', 'quantity', 'changedAt']).default('name'),
        direction: z.enum(['asc', 'desc']).default('asc'),
        ...pageInput,
      }),
    )
    .query(({ ctx, input: { storeId, sort, direction, page, pageSize, ...filter } }) =>
      listProducts(pool, queryScope(ctx, storeId), filter, { sort, direction, page, pageSize }),
    ),

  facets: read
    .input(z.object({ storeId: z.uuid().optional(), connectionId: z.uuid().optional() }))
    .query(({ ctx, input }) =>
      productFacets(pool, queryScope(ctx, input.storeId), { connectionId: input.connectionId }),
    ),

  get: read
    .input(z.object({ id: z.uuid() }))
    .query(({ ctx, input }) => getProduct(pool, queryScope(ctx), input.id)),

  history: read
    .input(historyInput)
    .query(({ ctx, input }) => productHistory(pool, queryScope(ctx), input.id, input.before)),
})
