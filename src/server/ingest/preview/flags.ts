import type { PriceState, ProductState } from '../products/product-state.ts'

/** Whether a product that is on show would no longer be. */
export function hides(before: ProductState, after: ProductState): boolean {
  return before.status === 'active' && after.status !== 'active'
}

/**
 * Whether a price of a product would move by more than half of what it was: a price of a sale unit that it has before
 * and after, or its regular price when it would have none. A price that is only added moves nothing.
 */
export function reprices(before: ProductState, after: ProductState): boolean {
  const old = new Map(before.variants.map((variant) => [variant.sourceId, variant.prices]))
  return after.variants.some((variant) => {
    const prices = old.get(variant.sourceId)
    return prices !== undefined && pricesMove(prices, variant.prices)
  })
}

const keyOf = ({ kind, minQuantity, quantityUnit, label }: PriceState) =>
  `${kind} ${minQuantity} ${quantityUnit} ${label}`

function pricesMove(before: PriceState[], after: PriceState[]): boolean {
  const isRegular = ({ kind }: PriceState) => kind === 'regular'
  if (before.some(isRegular) && !after.some(isRegular)) return true
  const amounts = new Map(after.map((price) => [keyOf(price), price.amountMinor]))
  return before.some((price) => {
    const amount = amounts.get(keyOf(price))
    return amount !== undefined && movesByHalf(price.amountMinor, amount)
  })
}

/** Amounts in minor units. From nothing to something is more than any half. */
export function movesByHalf(before: number, after: number): boolean {
  return Math.abs(after - before) * 2 > before
}
