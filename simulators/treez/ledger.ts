import { levelsOf, totalOf } from '../kit/stock-levels.ts'
import type { LedgerProduct } from '../kit/vendor.ts'
import type { WorldStore } from '../world/store.ts'
import { categoryTypes, upper } from './dialect.ts'
import { wireName } from './render-product.ts'
import { localDay } from './times.ts'

/** What a client that read everything should know of the store, straight from the world. */
export function writeLedger(store: WorldStore): LedgerProduct[] {
  return store.indexes().map((index) => {
    const product = store.product(index)
    const lots = store.lots(index)
    return {
      sourceId: product.id,
      name: wireName(product),
      menuTitle: product.menuTitle,
      brand: product.brand === null ? null : upper(product.brand),
      category: categoryTypes[product.category],
      priceMinor: product.price.kind === 'flat' ? product.price.minor : null,
      status: product.status === 'active' ? 'ACTIVE' : 'DEACTIVATED',
      hidden: product.hidden,
      quantity: totalOf(levelsOf(lots)),
      levels: levelsOf(lots, { includeUnsellable: true }).map(({ room, quantity }) => ({
        location: upper(room.name),
        customerType: upper(room.customerType),
        sellable: room.sellable,
        quantity,
      })),
      lots: lots.map((lot) => ({
        batch: lot.batch,
        tag: lot.tag,
        location: upper(lot.room.name),
        quantity: lot.quantity,
        expiresOn: lot.expiresAt === null ? null : localDay(lot.expiresAt, store.profile.timeZone),
      })),
    }
  })
}
