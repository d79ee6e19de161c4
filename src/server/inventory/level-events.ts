import type { EventCause, NewEvent } from '#server/events/append-events.ts'

/** A level before and after; null: not there. Quantities are decimals as text. */
export type LevelChange = {
  productId: string
  variantId: string
  location: string
  customerType: string
  bound: string
  before: string | null
  after: string | null
  /** The source record that says so. */
  recordId: string | null
}

/** One `inventory.changed` event a product and cause, however many of its levels changed. */
export function levelEvents(
  changes: LevelChange[],
  causeOf: (change: LevelChange) => EventCause,
): NewEvent[] {
  const groups = Map.groupBy(changes, (change) => `${change.productId} ${JSON.stringify(causeOf(change))}`)
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    return {
      stream: `product:${first.productId}`,
      type: 'inventory.changed',
      cause: causeOf(first),
      data: { changes: [first, ...others].map((change) => ({ field: 'quantity', ...pick(change) })) },
    }
  })
}

function pick({ variantId, location, customerType, bound, before, after }: LevelChange) {
  return { before, after, bound, variantId, location, customerType }
}
