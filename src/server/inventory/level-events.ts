import type { NewEvent } from '#server/events/append-events.ts'

/** A level before and after; null: not there. Quantities are decimals as text. */
export type LevelChange = {
  productId: string
  variantId: string
  location: string
  customerType: string
  bound: string
  before: string | null
  after: string | null
}

/** One `inventory.changed` event a product, however many of its levels changed. */
export function levelEvents(changes: LevelChange[]): NewEvent[] {
  const byProduct = Map.groupBy(changes, (change) => change.productId)
  return [...byProduct].map(([productId, levels]) => ({
    stream: `product:${productId}`,
    type: 'inventory.changed',
    data: { changes: levels.map(({ productId: _, ...change }) => ({ field: 'quantity', ...pick(change) })) },
  }))
}

function pick({ variantId, location, customerType, bound, before, after }: Omit<LevelChange, 'productId'>) {
  return { before, after, bound, variantId, location, customerType }
}
