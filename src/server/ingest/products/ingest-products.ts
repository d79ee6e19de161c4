import { type NormalizedProduct, normalizeProduct } from '#server/catalog/normalize-product.ts'
import { appendEvents, type NewEvent } from '#server/events/append-events.ts'
import { refreshQuantities } from '#server/inventory/refresh-quantities.ts'
import { canonicalJson } from '#server/lib/canonical-json.ts'
import { newId } from '#server/lib/ids.ts'
import { productDraftSchema } from '#server/model/product.ts'
import { mapRecord } from '../map-record.ts'
import type { Batch, BatchResult } from '../types.ts'
import { diffProduct } from './diff-product.ts'
import { loadProducts, type StoredProduct } from './load-products.ts'
import { stateOf } from './product-state.ts'
import { type ProductWrite, saveProducts } from './save-products.ts'
import { removeOtherVariants, saveVariants, type VariantWrite } from './save-variants.ts'

/**
 * Turns changed product records into products, variants and prices, and tells what changed as events. Writes only
 * what differs from what is stored.
 */
export async function ingestProducts(batch: Batch): Promise<BatchResult> {
  const { adapter, mapContext } = batch
  const outcomes = batch.records.map((record) =>
    mapRecord(record, (payload) => adapter.map.product(payload, mapContext), productDraftSchema),
  )
  const products = outcomes.flatMap(({ draft }) => (draft ? [normalizeProduct(draft)] : []))
  if (products.length > 0) await writeProducts(batch, products)
  return {
    issues: outcomes.flatMap((outcome) => outcome.issues),
    failed: new Set(outcomes.filter(({ draft }) => draft === null).map(({ record }) => record.sourceId)),
    waiting: new Set(),
  }
}

async function writeProducts(
  { tx, scope, cause, causeOf }: Batch,
  products: NormalizedProduct[],
): Promise<void> {
  const stored = await loadProducts(
    tx,
    scope.connectionId,
    products.map((product) => product.sourceId),
  )
  const plans = products.map((product) => planProduct(product, stored.get(product.sourceId)))
  await saveProducts(
    tx,
    scope,
    plans.map((plan) => plan.product),
  )
  const moved = await saveVariants(
    tx,
    scope.connectionId,
    plans.flatMap((plan) => plan.variants),
  )
  const shrunk = plans.filter((plan) => plan.losesVariants)
  if (shrunk.length > 0) {
    const kept = shrunk.flatMap((plan) => plan.product.state.variants.map((variant) => variant.sourceId))
    await removeOtherVariants(
      tx,
      shrunk.map((plan) => plan.product.id),
      kept,
    )
  }
  if (moved || stored.size > 0)
    await refreshQuantities(
      tx,
      plans.map((plan) => plan.product.id),
    )
  await appendEvents(
    tx,
    { ...scope, cause },
    plans.flatMap(({ event, product }) => (event ? [{ ...event, cause: causeOf(product.sourceId) }] : [])),
  )
}

type Plan = {
  product: ProductWrite
  variants: VariantWrite[]
  losesVariants: boolean
  event: NewEvent | null
}

/** What is to be written for one product, and the event that tells it. */
function planProduct(draft: NormalizedProduct, stored: StoredProduct | undefined): Plan {
  const state = stateOf(draft)
  const id = stored?.id ?? newId()
  const changes = stored ? diffProduct(stored.state, state) : []
  const changed = !stored || changes.length > 0
  const before = new Map(stored?.state.variants.map((variant) => [variant.sourceId, canonicalJson(variant)]))
  const variants = state.variants
    .filter((variant) => before.get(variant.sourceId) !== canonicalJson(variant))
    .map((variant) => ({
      id: stored?.variantIds[variant.sourceId] ?? newId(),
      productId: id,
      state: variant,
    }))
  const sourceIds = new Set(state.variants.map((variant) => variant.sourceId))
  return {
    product: { id, sourceId: draft.sourceId, sourceUpdatedAt: draft.sourceUpdatedAt, state, changed },
    variants,
    losesVariants: [...before.keys()].some((sourceId) => !sourceIds.has(sourceId)),
    event: changed ? eventOf(id, state.name, stored, changes) : null,
  }
}

function eventOf(
  id: string,
  name: string,
  stored: StoredProduct | undefined,
  changes: ReturnType<typeof diffProduct>,
): NewEvent {
  const type = stored ? 'product.changed' : 'product.created'
  return { stream: `product:${id}`, isNew: !stored, type, data: { name, changes } }
}
