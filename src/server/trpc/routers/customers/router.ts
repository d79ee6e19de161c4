import { z } from 'zod'
import { queryScope } from '#server/access/query-scope.ts'
import { sealer } from '#server/connections/sealer.ts'
import { eraseCustomer } from '#server/customers/erase-customer.ts'
import { customerHistory, customerHistoryKinds } from '#server/customers/queries/customer-history.ts'
import { getCustomer } from '#server/customers/queries/get-customer.ts'
import { customerFilterSchema, listCustomers } from '#server/customers/queries/list-customers.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { historyInput } from '../../history-input.ts'
import { permittedProcedure, router } from '../../init.ts'
import { pageInput } from '../../page-input.ts'

const read = permittedProcedure('customers.read')

/** People the POS know. */
export const customersRouter = router({
  list: read
    .input(
      customerFilterSchema.extend({
        storeId: z.uuid().optional(),
        direction: z.enum(['asc', 'desc']).default('desc'),
        ...pageInput,
      }),
    )
    .query(({ ctx, input: { storeId, direction, page, pageSize, ...filter } }) =>
      listCustomers(pool, sealer, queryScope(ctx, storeId), filter, { direction, page, pageSize }),
    ),

  get: read
    .input(z.object({ id: z.uuid() }))
    .query(({ ctx, input }) =>
      getCustomer(pool, sealer, { scope: queryScope(ctx), userId: ctx.user.id }, input.id),
    ),

  history: read
    .input(historyInput.extend({ kind: z.enum(customerHistoryKinds).optional() }))
    .query(({ ctx, input }) => customerHistory(pool, queryScope(ctx), input.id, input.before, input.kind)),

  erase: permittedProcedure('customers.erase')
    .input(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) =>
      inTransaction((tx) => eraseCustomer(tx, { scope: queryScope(ctx), userId: ctx.user.id }, input.id)),
    ),
})
