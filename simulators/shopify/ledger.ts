import type { LedgerProduct } from '../kit/vendor.ts'
import type { WorldStore } from '../world/store.ts'
import { gid, productNumber, productTypes } from './dialect.ts'
import { priceBefore, priceOf, statusOf, titleOf, vendorOf } from './product-facts.ts'
import { availableOf, countStock } from './stock.ts'

/** What a client that read everything should know of the store, straight from the world. The vendor knows no lots. */
export function writeLedger(store: WorldStore): LedgerProduct[] {
  return store.indexes().map((index) => {
    const product = store.product(index)
    const levels = countStock(store, index, product)
    return {
      sourceId: gid('Product', productNumber('Product', index, product)),
      name: titleOf(product),
      menuTitle: null,
      brand: vendorOf(product, store),
      category: productTypes[product.category],
      priceMinor: priceBefore(product) ?? priceOf(product),
      status: statusOf(product),
      hidden: statusOf(product) === 'DRAFT',
      quantity: availableOf(levels),
      levels: levels.map(({ room, available }) => ({
        location: room.name,
        customerType: room.customerType,
        sellable: room.sellable,
        quantity: available,
      })),
      lots: [],
    }
  })
}
