import type { LedgerProduct } from '../kit/vendor.ts'
import type { WorldStore } from '../world/store.ts'
import { ageOf, categoryCodes, categoryWords } from './dialect.ts'
import { listPackages, type Package, wireQuantity } from './rows.ts'

/** What stays the same from batch to batch: the product's card and which of its sizes it is. */
export const stableId = (product: { familyId: string; id: string }) => `${product.familyId}:${product.id}`

/** @returns the world's id in a stable id */
export const worldIdOf = (sourceId: string) => sourceId.split(':').at(-1) ?? sourceId

const cents = (value: number) => Math.round(value * 100) / 100

/** What a client that read everything should know of the store: only products of which a package is for sale. */
export function writeLedger(store: WorldStore): LedgerProduct[] {
  const packages = Map.groupBy(
    listPackages(store, { nonZero: false, notForSale: false }),
    ({ index }) => index,
  )
  return [...packages.values()].map((all) => writeProduct(store, all))
}

function writeProduct(store: WorldStore, packages: Package[]): LedgerProduct {
  const [first] = packages
  if (first === undefined) throw new Error('a product is listed by its packages')
  const { product } = first
  const { codes, rooms } = ageOf(store.profile.key)
  // Below nothing in one package is missing from the others of the same place.
  const places = Map.groupBy(packages, ({ lot }) => (rooms ? lot.room.name : store.profile.name))
  const levels = [...places].map(([location, stood]) => ({
    location,
    customerType: stood[0]?.lot.room.customerType ?? 'adult',
    sellable: true,
    quantity: cents(
      Math.max(
        0,
        stood.reduce((sum, { lot }) => sum + wireQuantity(lot), 0),
      ),
    ),
  }))
  return {
    sourceId: stableId(product),
    name: product.name,
    menuTitle: null,
    brand: product.brand,
    category: codes ? categoryCodes[product.category] : categoryWords[product.category],
    priceMinor: product.price.kind === 'flat' ? product.price.minor : null,
    status: 'LISTED',
    hidden: false,
    quantity: cents(levels.reduce((sum, level) => sum + level.quantity, 0)),
    levels,
    lots: packages.map(({ lot }) => ({
      batch: lot.batch,
      tag: lot.tag,
      location: lot.room.name,
      quantity: wireQuantity(lot),
      expiresOn: lot.expiresAt === null ? null : new Date(lot.expiresAt).toISOString().slice(0, 10),
    })),
  }
}
