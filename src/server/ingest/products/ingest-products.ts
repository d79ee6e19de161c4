import { type NormalizedProduct, normalizeProduct } from '#server/catalog/normalize-product.ts'
import { diffImages } from '#server/catalog/travel/diff-images.ts'
import { readImages } from '#server/catalog/travel/product-image.ts'
import { appendEvents, type NewEvent } from '#server/events/append-events.ts'
import type { Undo } from '#server/events/event-types.ts'
import { refreshQuantities } from '#server/inventory/refresh-quantities.ts'
import { canonicalJson } from '#server/lib/canonical-json.ts'
import { newId } from '#server/lib/ids.ts'
import { productDraftSchema } from '#server/model/product.ts'
import { mapRecord } from '../map-record.ts'
import type { Batch, BatchResult } from '../types.ts'
import { diffProduct, type FieldChange } from './diff-product.ts'
import { loadProducts, type StoredProduct } from './load-products.ts'
import { stateOf } from './product-state.ts'
import { refreshSummaries } from './refresh-summaries.ts'
import { type ProductWrite, saveProducts } from './save-products.ts'
import { removeOtherVariants, saveVariants, type VariantWrite } from './save-variants.ts'
import { settleUnknown } from './settle-unknown.ts'
import { writeLinked } from './write-linked.ts'

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
  if (products.length > 0) {
    const { own, linked } = await settleUnknown(batch, products)
    if (own.length > 0) await writeProducts(batch, own)
    await writeLinked(batch, linked)
  }
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
  const sourceIds = products.map((product) => product.sourceId)
  const stored = await loadProducts(tx, scope.connectionId, sourceIds)
  const variantSourceIds = products.flatMap(({ variants }) => variants.map((variant) => variant.sourceId))
  const before = await readImages(tx, scope.connectionId, sourceIds, variantSourceIds)
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
    await refreshQuantities(tx, [
      ...plans.map((plan) => plan.product.id),
      ...before.map(({ productId }) => productId),
    ])
  const linked = [...stored.values()].filter((product) => product.linked).map((product) => product.id)
  if (linked.length > 0) await refreshSummaries(tx, linked)
  const touched = before.map(({ product }) => String(product['source_id']))
  const undos =
    before.length === 0
      ? new Map<string, Undo>()
      : diffImages(before, await readImages(tx, scope.connectionId, touched, []))
  const told = plans.flatMap(({ event, product }): NewEvent[] => {
    const undo = undos.get(product.id)
    undos.delete(product.id)
    if (!event && !undo) return []
    const { stream, type, data } = event ?? eventOf(product.id, product.state.name, true, [])
    return [{ stream, type, cause: causeOf(product.sourceId), data: { ...data, ...(undo && { undo }) } }]
  })
  await appendEvents(tx, { ...scope, cause }, [...told, ...[...undos].map(toldOfOthers)])
}

/** A product that nothing was said of, but which lost a variant to another one. */
function toldOfOthers([id, undo]: [string, Undo]): NewEvent {
  const lost = Object.values(undo.variants ?? {}).map(
    (variant) => variant?.['label'] || variant?.['source_id'],
  )
  const changes = lost.map((label) => ({ field: 'variant', before: label, after: null }))
  return { stream: `product:${id}`, type: 'product.changed', data: { changes, undo } }
}

type Plan = {
  product: ProductWrite
  variants: VariantWrite[]
  losesVariants: boolean
  event: ProductEvent | null
}

type ProductEvent = { stream: string; type: string; data: { name: string; changes: FieldChange[] } }

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
    event: changed ? eventOf(id, state.name, stored !== undefined, changes) : null,
  }
}

function eventOf(id: string, name: string, known: boolean, changes: FieldChange[]): ProductEvent {
  const type = known ? 'product.changed' : 'product.created'
  return { stream: `product:${id}`, type, data: { name, changes } }
}
