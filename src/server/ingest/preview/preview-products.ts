import { normalizeProduct } from '#server/catalog/normalize-product.ts'
import { productDraftSchema } from '#server/model/product.ts'
import { mapRecord } from '../map-record.ts'
import { diffProduct } from '../products/diff-product.ts'
import { loadProducts } from '../products/load-products.ts'
import { type ProductState, stateOf } from '../products/product-state.ts'
import { hides, reprices } from './flags.ts'
import { type Difference, type Preview, type PreviewBatch, unreadable } from './types.ts'

/** What changed product records would do to the catalogue, by source id. */
export async function previewProducts(batch: PreviewBatch): Promise<Map<string, Preview>> {
  const { tx, scope, adapter, mapContext, records } = batch
  const stored = await loadProducts(
    tx,
    scope.connectionId,
    records.map(({ sourceId }) => sourceId),
  )
  return new Map(
    records.map((record) => {
      const map = (payload: unknown) => adapter.map.product(payload, mapContext)
      const { draft, recordName, issues } = mapRecord(record, map, productDraftSchema)
      if (!draft) return [record.sourceId, unreadable(recordName, issues[0]?.message)]
      const product = normalizeProduct(draft)
      return [record.sourceId, previewOf(stored.get(product.sourceId)?.state, stateOf(product))]
    }),
  )
}

function previewOf(before: ProductState | undefined, after: ProductState): Preview {
  return {
    name: after.name,
    difference: before ? diffProduct(before, after) : introduced(after),
    hides: before !== undefined && hides(before, after),
    zeroes: false,
    reprices: before !== undefined && reprices(before, after),
  }
}

/** What tells a new product from others. */
function introduced({ status, brand, sourceCategory, variants }: ProductState): Difference[] {
  const prices = variants.flatMap((variant) =>
    variant.prices.filter(({ kind }) => kind === 'regular').map(({ amountMinor }) => amountMinor),
  )
  const fields = {
    status,
    brand,
    sourceCategory: sourceCategory.length > 0 ? sourceCategory : null,
    regularPriceMinor: prices.length > 0 ? Math.min(...prices) : null,
  }
  return Object.entries(fields)
    .filter(([, after]) => after !== null)
    .map(([field, after]) => ({ field, before: null, after }))
}
