import type { LedgerProduct } from '../kit/vendor.ts'
import type { WorldStore } from '../world/store.ts'
import { categoryOf, objectId } from './dialect.ts'
import { sellable, shownLevels } from './render-product.ts'

const cents = (value: number) => Math.round(value * 100) / 100

/** What a client that read everything should know of the shop, straight from the world. */
export function writeLedger(store: WorldStore): LedgerProduct[] {
  const { key } = store.profile
  return store.indexes().map((index) => {
    const product = store.product(index)
    const levels = shownLevels(store, index).map((level) => ({
      location: level.room.name,
      customerType: 'both',
      sellable: level.room.sellable,
      quantity: sellable(key, level),
    }))
    return {
      sourceId: objectId(product.id),
      name: product.name,
      menuTitle: null,
      brand: product.brand,
      category: categoryOf(product),
      priceMinor: product.price.kind === 'flat' ? product.price.minor : null,
      status: product.status,
      hidden: product.hidden,
      // Below nothing in one room is nothing there, and takes nothing from the others.
      quantity: cents(levels.reduce((sum, { quantity }) => sum + Math.max(0, quantity), 0)),
      levels,
      // Batches are not rendered.
      lots: [],
    }
  })
}

/** The world's id behind the vendor's; the text itself when it is none. */
export function worldIdOf(stores: readonly WorldStore[], sourceId: string): string {
  for (const store of stores) {
    const { customers, orders } = store.people()
    const goods = store.indexes().map((index) => store.product(index))
    const found = [...goods, ...customers, ...orders].find(({ id }) => objectId(id) === sourceId)
    if (found !== undefined) return found.id
  }
  return sourceId
}
