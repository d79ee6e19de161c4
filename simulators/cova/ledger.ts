import { levelsOf, totalOf } from '../kit/stock-levels.ts'
import type { LedgerProduct } from '../kit/vendor.ts'
import type { WorldStore } from '../world/store.ts'
import { classificationOf } from './classifications.ts'
import { numberOf } from './dialect.ts'

/** What a client that read everything should know of the store, straight from the world. */
export function writeLedger(store: WorldStore): LedgerProduct[] {
  return store.indexes().map((index) => {
    const product = store.product(index)
    const lots = store.lots(index)
    return {
      sourceId: product.id,
      name: product.name,
      menuTitle: product.menuTitle,
      brand: product.brand,
      category: classificationOf(product).ClassificationPath,
      priceMinor: product.price.kind === 'flat' ? product.price.minor : null,
      status: product.status === 'active' ? 'Active' : 'Discontinued',
      // COVA knows no product that is sold and not shown.
      hidden: false,
      quantity: totalOf(levelsOf(lots)),
      levels: levelsOf(lots, { includeUnsellable: true }).map(({ room, quantity }) => ({
        location: `Room ${numberOf('room', room.id)}`,
        customerType: 'both',
        sellable: room.sellable,
        quantity,
      })),
      // Packages are not rendered.
      lots: [],
    }
  })
}
