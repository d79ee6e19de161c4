import { levelsOf, totalOf } from '../kit/stock-levels.ts'
import type { LedgerProduct } from '../kit/vendor.ts'
import type { WorldStore } from '../world/store.ts'
import { masterCategories, productIdOf } from './dialect.ts'
import { wireName } from './products.ts'

/** What a client that read everything should know of the location, straight from the world. */
export function writeLedger(store: WorldStore): LedgerProduct[] {
  return store.indexes().map((index) => {
    const product = store.product(index)
    const lots = store.lots(index)
    return {
      sourceId: String(productIdOf(store, index)),
      name: wireName(product),
      menuTitle: product.menuTitle,
      brand: product.brand,
      category: masterCategories[product.category],
      priceMinor: product.price.kind === 'flat' ? product.price.minor : null,
      status: product.status,
      hidden: product.hidden,
      quantity: totalOf(levelsOf(lots)),
      levels: levelsOf(lots, { includeUnsellable: true }).map(({ room, quantity }) => ({
        location: room.name,
        customerType: room.customerType,
        sellable: room.sellable,
        quantity,
      })),
      lots: lots.map((lot) => ({
        batch: lot.batch,
        tag: lot.tag,
        location: lot.room.name,
        quantity: lot.quantity,
        expiresOn: lot.expiresAt === null ? null : new Date(lot.expiresAt).toISOString().slice(0, 10),
      })),
    }
  })
}
