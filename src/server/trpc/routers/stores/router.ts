import { z } from 'zod'
import { storeInputSchema } from '#lib/store-input.ts'
import { listStores } from '#server/access/stores/list-stores.ts'
import { removeStore } from '#server/access/stores/remove-store.ts'
import { createStore, storeNotFound, updateStore } from '#server/access/stores/save-store.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { systemClock } from '#server/lib/clock.ts'
import { permittedProcedure, router } from '../../init.ts'

const read = permittedProcedure('stores.read')
const write = permittedProcedure('stores.write')

const byId = z.object({ id: z.uuid() })

/** The stores of the organisation, as far as the person may see them. */
export const storesRouter = router({
  list: read.query(({ ctx }) => listStores(pool, ctx.membership)),
  get: read.input(byId).query(async ({ ctx, input }) => {
    const [store] = await listStores(pool, ctx.membership, input.id)
    if (!store) throw storeNotFound()
    return store
  }),
  create: write
    .input(storeInputSchema)
    .mutation(({ ctx, input }) =>
      inTransaction((tx) => createStore(tx, { userId: ctx.user.id, membership: ctx.membership }, input)),
    ),
  update: write
    .input(storeInputSchema.extend({ id: z.uuid() }))
    .mutation(({ ctx, input }) =>
      inTransaction((tx) =>
        updateStore(tx, { userId: ctx.user.id, membership: ctx.membership }, input, systemClock.now()),
      ),
    ),
  remove: write
    .input(byId)
    .mutation(({ ctx, input }) =>
      inTransaction((tx) => removeStore(tx, { userId: ctx.user.id, membership: ctx.membership }, input.id)),
    ),
})
