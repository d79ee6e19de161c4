import { hash } from '../world/random.ts'
import type { WorldStore } from '../world/store.ts'
import type { Category, Lean, WorldProduct } from '../world/types.ts'

const domain = '.myshopify.com'

/** The shop's own host name, by which it goes everywhere. */
export const shopDomain = ({ profile }: { profile: { key: string } }) => `${profile.key}${domain}`

export const gid = (type: string, number: number) => `gid://shopify/${type}/${number}`

/** The number in an id of that type; null when it is none. */
export function numberOf(type: string, id: string): number | null {
  const found = /^gid:\/\/shopify\/(\w+)\/(\d+)(?:\?.*)?$/.exec(id)
  return found?.[1] === type ? Number(found[2]) : null
}

/** Real ids grow by such steps too; the rest of a step keeps products of other worlds apart. */
const step = 32_768
const bases = {
  Product: 8_100_000_000_000,
  ProductVariant: 45_300_000_000_000,
  InventoryItem: 47_400_000_000_000,
}
export type Kind = keyof typeof bases

/** The number of a product, of its one variant or that one's inventory item. Grows along the catalogue. */
export const productNumber = (kind: Kind, index: number, { id }: WorldProduct) =>
  bases[kind] + index * step + (hash(id, kind) % step)

/** Which product an id is of, whichever of the three it is; null when the store has no such. */
export function indexOf(store: WorldStore, kind: Kind, id: string): number | null {
  const number = numberOf(kind, id)
  if (number === null || number < bases[kind]) return null
  const index = Math.floor((number - bases[kind]) / step)
  const product = store.product(index)
  return store.find(product.id) === index && productNumber(kind, index, product) === number ? index : null
}

/** The number of anything else, from its id in the world; 13 digits. */
export const otherNumber = (type: string, id: string) =>
  5_000_000_000_000 + (hash(id, type) % 1_000_000) * 1_000_000 + (hash(type, id, 'low') % 1_000_000)

/** Written as the vendor normalises it: 20 is "20.0". A price of tenths of a cent keeps them. */
export function money(minor: number): string {
  const digits = Number.isInteger(minor) ? 2 : 3
  return (minor / 100).toFixed(digits).replace(/(\.\d+?)0+$/, '$1')
}

export const moneyV2 = (minor: number) => ({ amount: money(minor), currencyCode: 'USD' })
export const moneyBag = (minor: number) => ({ shopMoney: moneyV2(minor), presentmentMoney: moneyV2(minor) })

/** To the second, like the vendor. */
export const time = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')

export const handleOf = (title: string, number: number) =>
  `${title
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '')}-${number % 10_000}`

/** As this chain's staff typed it; a product type is free text. */
export const productTypes: Record<Category, string> = {
  flower: 'Flower',
  preroll: 'Pre-Rolls',
  cartridge: 'Vape Cartridges',
  extract: 'Concentrates',
  edible: 'Edibles',
  beverage: 'Beverages',
  tincture: 'Tinctures',
  topical: 'Topicals',
  capsule: 'Capsules',
  plant: 'Seeds & Clones',
  gear: 'Accessories',
  misc: 'Miscellaneous',
  service: '',
}

export const strainTypes: Record<Lean, string> = {
  sativa: 'Sativa',
  indica: 'Indica',
  hybrid: 'Hybrid',
  'indica-hybrid': 'Indica Hybrid',
  'sativa-hybrid': 'Sativa Hybrid',
  cbd: 'CBD',
}
