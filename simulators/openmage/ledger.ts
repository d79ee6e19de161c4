import { levelsOf, totalOf } from '../kit/stock-levels.ts'
import type { LedgerProduct } from '../kit/vendor.ts'
import type { WorldStore } from '../world/store.ts'
import { categoryNames, productNumber, wireName } from './dialect.ts'

/** What a client that read everything should know of the shop, straight from the world. */
export function writeLedger(store: WorldStore): LedgerProduct[] {
  return store.indexes().map((index) => {
    const product = store.product(index)
    const { price } = product
    const quantity = totalOf(levelsOf(store.lots(index)))
    return {
      sourceId: productNumber(store, index),
      name: wireName(product),
      menuTitle: null,
      brand: product.brand,
      category: categoryNames[product.category],
      // A gram's price is the price of what is sold by weight.
      priceMinor:
        price.kind === 'flat'
          ? price.minor
          : price.kind === 'tier'
            ? (price.steps[0]?.perGramMinor ?? null)
            : null,
      status: product.status === 'active' ? '1' : '2',
      hidden: product.hidden,
      quantity,
      // One stock for the whole shop, without places or packages.
      levels: [{ location: 'Shop', customerType: 'both', sellable: true, quantity }],
      lots: [],
    }
  })
}
