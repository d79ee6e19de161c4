import { hash } from '../world/random.ts'
import type { WorldStore } from '../world/store.ts'
import { storeProfiles } from '../world/stores.ts'
import type { Category, Lean, WorldProduct } from '../world/types.ts'

/** A shop of a newer or older release; what differs between them. */
export type ShopAge = {
  /** The name of the API in its WSDL. */
  namespace: 'urn:OpenMage' | 'urn:Magento'
  /** HTTP status of a fault: 500 as SOAP 1.1 has it, or 200 where something stands before PHP. */
  faultStatus: 200 | 500
}

const newest: ShopAge = { namespace: 'urn:OpenMage', faultStatus: 500 }
const ages = new Map<string, ShopAge>([['harbor', { namespace: 'urn:Magento', faultStatus: 200 }]])

export const ageOf = (storeKey: string): ShopAge => ages.get(storeKey) ?? newest

/** Ids are numbers; ranges keep those of products, customers and orders of all shops apart. */
const productsFrom = 1_000_000
const customersFrom = 10_000_000
const ordersFrom = 100_000_000

export function productNumber(store: WorldStore, index: number): string {
  const place = storeProfiles.findIndex(({ key }) => key === store.profile.key)
  return String((place + 1) * productsFrom + index + 1)
}

/** The index of the product with that number; null when the shop has none. */
export function productIndex(store: WorldStore, number: string): number | null {
  const index = Number(number) - Number(productNumber(store, 0))
  return /^\d+$/.test(number) && index >= 0 && store.indexes().includes(index) ? index : null
}

export const customerNumber = (id: string) => String(customersFrom + (hash(id, 'customer') % 80_000_000))
export const incrementOf = (id: string) => String(ordersFrom + (hash(id, 'order') % 800_000_000))
export const orderNumber = (id: string) => String(1 + (hash(id, 'entity') % 2_000_000_000))

/**
 * What identifies a product to the shop's staff. Now and then it is a number that is another product's id: the stock list
 * takes whatever it is given for a SKU first.
 */
export function skuOf(store: WorldStore, index: number): string {
  if (index % 40 === 39) return productNumber(store, index - 1)
  const own = store.product(index).barcodes.find(({ origin }) => origin === 'own')
  return own ? `${own.code}-${index}` : `W-${productNumber(store, index)}`
}

export const wireName = (product: WorldProduct) => product.menuTitle ?? product.name

/** Amounts and quantities alike have four decimals. */
export const fourDecimals = (value: number) => value.toFixed(4)
export const amount = (minor: number) => fourDecimals(minor / 100)

/** UTC, without saying so: 2026-07-14 17:55:58 */
export const utc = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

export const categoryNames: Record<Category, string> = {
  flower: 'Flower',
  preroll: 'Pre-Rolls',
  cartridge: 'Cartridges',
  extract: 'Extracts',
  edible: 'Edibles',
  beverage: 'Beverages',
  tincture: 'Tinctures',
  topical: 'Topicals',
  capsule: 'Capsules',
  plant: 'Plants',
  gear: 'Gear',
  misc: 'Accessories',
  service: 'Services',
}

export const leanLabels: Record<Lean, string> = {
  sativa: 'Sativa',
  indica: 'Indica',
  hybrid: 'Hybrid',
  'indica-hybrid': 'Indica Hybrid',
  'sativa-hybrid': 'Sativa Hybrid',
  cbd: 'CBD',
}

/** A dropdown keeps the number of an option, not its label. */
export const optionOf = (label: string) => String(1 + (hash(label, 'option') % 1_000_000))
