import type { EventCause, NewEvent } from '#server/events/append-events.ts'
import type { QuantityBefore } from './refresh-quantities.ts'

/** A level before and after; null: not there. Quantities are decimals as text. */
export type LevelChange = {
  productId: string
  variantId: string
  location: string
  customerType: string
  bound: string
  unit: string
  before: string | null
  after: string | null
  id: string
  /** The level's row as it was. */
  row: Record<string, unknown> | null
  /** The source record that says so. */
  recordId: string | null
}

/**
 * One `inventory.changed` event a product and cause, however many of its levels changed.
 * @param products the products' own figures as they were
 */
export function levelEvents(
  changes: LevelChange[],
  products: Map<string, QuantityBefore>,
  causeOf: (change: LevelChange) => EventCause,
): NewEvent[] {
  const groups = Map.groupBy(changes, (change) => `${change.productId} ${JSON.stringify(causeOf(change))}`)
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    return {
      stream: `product:${first.productId}`,
      type: 'inventory.changed',
      cause: causeOf(first),
      data: dataOf([first, ...others], products.get(first.productId)),
    }
  })
}

function dataOf(changes: LevelChange[], product: QuantityBefore | undefined) {
  const levels = Object.fromEntries(changes.map(({ id, row }) => [id, row]))
  return {
    changes: changes.map((change) => ({ field: 'quantity', ...pick(change) })),
    undo: { levels, ...(product && { product }) },
  }
}

function pick({ id, variantId, location, customerType, bound, unit, before, after }: LevelChange) {
  return { before, after, bound, unit, levelId: id, variantId, location, customerType }
}
