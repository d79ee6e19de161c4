import type { Undo } from '#server/events/event-types.ts'
import { canonicalJson } from '#server/lib/canonical-json.ts'
import type { ProductImage, Row } from './product-image.ts'

const parts = ['variants', 'levels', 'batches'] as const
/** When Cairn or the POS last touched a row, and by which record: alone they are no change. */
const provenance = new Set(['changed_at', 'source_updated_at', 'record_id'])

/**
 * What takes each product back from `after` to `before`, by product id; without those nothing changed in. A product
 * that is not in `before` is new: its creation says all. What moved from one product to another is told by the one it
 * left.
 */
export function diffImages(before: ProductImage[], after: ProductImage[]): Map<string, Undo> {
  const undos = new Map<string, Undo>()
  const add = (productId: string, part: Undo) => undos.set(productId, merged(undos.get(productId), part))
  const afterById = new Map(after.map((image) => [image.productId, image]))
  for (const { productId, product } of before) {
    const columns = changedColumns(product, afterById.get(productId)?.product ?? {})
    // `changed_at` moves with whatever people see change, a variant too.
    if (columns.every((column) => column === 'source_updated_at')) continue
    add(productId, { product: Object.fromEntries(columns.map((column) => [column, product[column]])) })
  }
  const known = new Set(before.map(({ productId }) => productId))
  for (const part of parts) {
    const then = rowsOf(before, part)
    const now = rowsOf(after, part)
    for (const [id, { productId, row }] of then) {
      const current = now.get(id)?.row
      if (current === undefined || isChanged(row, current)) add(productId, { [part]: { [id]: row } })
    }
    for (const [id, { productId }] of now)
      if (!then.has(id) && known.has(productId)) add(productId, { [part]: { [id]: null } })
  }
  return undos
}

function merged(undo: Undo = {}, more: Undo): Undo {
  const both = { ...undo, ...more }
  for (const part of parts) if (undo[part] && more[part]) both[part] = { ...undo[part], ...more[part] }
  return both
}

function rowsOf(images: ProductImage[], part: (typeof parts)[number]) {
  return new Map(
    images.flatMap((image) =>
      Object.entries(image[part]).map(([id, row]) => [id, { productId: image.productId, row }] as const),
    ),
  )
}

function changedColumns(before: Row, after: Row): string[] {
  return Object.keys(before).filter(
    (column) => canonicalJson(before[column] ?? null) !== canonicalJson(after[column] ?? null),
  )
}

/** Whether two versions of a row differ in more than where they come from. */
export function isChanged(before: Row, after: Row): boolean {
  return changedColumns(before, after).some((column) => !provenance.has(column))
}
