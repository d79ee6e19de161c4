import { z } from 'zod'
import { may } from '#server/access/permissions.ts'
import { queryScope } from '#server/access/query-scope.ts'
import { sealer } from '#server/connections/sealer.ts'
import { pool } from '#server/db/pool.ts'
import { getOrder } from '#server/orders/queries/get-order.ts'
import { listOrders, orderFilterSchema } from '#server/orders/queries/list-orders.ts'
import { orderHistory, orderHistoryKinds } from '#server/orders/queries/order-history.ts'
import { historyInput } from '../../history-input.ts'
import { permittedProcedure, router } from '../../init.ts'
import { pageInput } from '../../page-input.ts'

const read = permittedProcedure('orders.read')

/** What the POS sold and are preparing. */
export const ordersRouter = router({
  list: read
    .input(
      orderFilterSchema.extend({
        storeId: z.uuid().optional(),
        direction: z.enum(['asc', 'desc']).default('desc'),
        ...pageInput,
      }),
    )
    .query(({ ctx, input: { storeId, direction, page, pageSize, ...filter } }) =>
      listOrders(pool, queryScope(ctx, storeId), filter, { direction, page, pageSize }),
    ),

  get: read.input(z.object({ id: z.uuid() })).query(({ ctx, input }) => {
    const seesCustomers = may(ctx.membership.role, 'customers.read')
    return getOrder(pool, sealer, { scope: queryScope(ctx), seesCustomers }, input.id)
  }),

  history: read
    .input(historyInput.extend({ kind: z.enum(orderHistoryKinds).optional() }))
    .query(({ ctx, input }) => orderHistory(pool, queryScope(ctx), input.id, input.before, input.kind)),
})
