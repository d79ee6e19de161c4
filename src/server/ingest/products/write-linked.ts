import type { NormalizedProduct } from '#server/catalog/normalize-product.ts'
import { appendEvents } from '#server/events/append-events.ts'
import { newId } from '#server/lib/ids.ts'
import type { Batch } from '../types.ts'
import { changeOwners } from './change-owners.ts'
import { stateOf } from './product-state.ts'
import { markLinked, removeLinkedVariants, saveVariants } from './save-variants.ts'

/**
 * Writes records that are another source key of a product: their sale units become that product's, its own fields stay.
 * @param linked each record's product with the id of the product it belongs to
 */
export async function writeLinked(
  { tx, scope, cause }: Batch,
  linked: [product: NormalizedProduct, productId: string][],
): Promise<void> {
  if (linked.length === 0) return
  const writes = linked.flatMap(([product, productId]) =>
    stateOf(product).variants.map((state) => ({ id: newId(), productId, state, alias: product.sourceId })),
  )
  const units = writes.map(({ state }) => state.sourceId)
  const aliases = linked.map(([product]) => product.sourceId)
  const productIds = [...new Set(linked.map(([, productId]) => productId))]
  const events = await changeOwners(tx, productIds, async () => {
    await saveVariants(tx, scope.connectionId, writes)
    await markLinked(
      tx,
      scope.connectionId,
      units,
      writes.map(({ alias }) => alias),
    )
    await removeLinkedVariants(tx, scope.connectionId, aliases, units)
  })
  await appendEvents(tx, { ...scope, cause }, events)
}
