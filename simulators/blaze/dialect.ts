import { createHash } from 'node:crypto'
import type { Category, Lean, WorldProduct } from '../world/types.ts'

/** Shops run different ages of the product. */
export type ShopAge = {
  /** The member of a list's wrapper that holds the records. */
  wrapper: 'values' | 'searchResult' | 'results'
  /** What is promised to somebody is told apart from what can be sold. */
  committed: boolean
  /** A product names its brand; elsewhere only the brand's id. */
  brandObjects: boolean
  /** The name of a product's category stands under `category` there. */
  categoryUnderCategory: boolean
  /** Some products are on sale, or cheaper by two. */
  deals: boolean
  /** Members are asked for by a range of dates only. */
  membersByDate: boolean
}

const newest: ShopAge = {
  wrapper: 'values',
  committed: true,
  brandObjects: true,
  categoryUnderCategory: false,
  deals: false,
  membersByDate: false,
}

const ages = new Map<string, ShopAge>([
  ['pine-street', newest],
  [
    'harbor',
    {
      ...newest,
      wrapper: 'searchResult',
      committed: false,
      brandObjects: false,
      deals: true,
      membersByDate: true,
    },
  ],
  ['mission', { ...newest, wrapper: 'results', committed: false, categoryUnderCategory: true }],
])

export function ageOf(storeKey: string): ShopAge {
  return ages.get(storeKey) ?? newest
}

/** 24 hexadecimal digits, as MongoDB has them, from an id of the world. */
export const objectId = (worldId: string) => worldId.replaceAll('-', '').slice(0, 24)

/** An id for what the world has no id for. */
export const namedId = (kind: string, name: string) =>
  createHash('sha256').update(`${kind} ${name}`).digest('hex').slice(0, 24)

export const companyId = namedId('company', 'demo')

export const dollars = (minor: number) => minor / 100

export const isLoose = ({ price }: WorldProduct) => price.kind === 'tier'

const categoryNames: Record<Category, string> = {
  flower: 'Flower',
  preroll: 'Preroll',
  cartridge: 'Vape Pens',
  extract: 'Wax',
  edible: 'Edibles',
  beverage: 'Drinks',
  tincture: 'Tinctures',
  topical: 'Topicals',
  capsule: 'Capsules',
  plant: 'Clones',
  gear: 'Accessories',
  misc: 'Miscellaneous',
  service: 'Fees',
}

/** What is sold by the gram has categories of its own. */
export const categoryOf = (product: WorldProduct) =>
  isLoose(product) ? 'Bulk Flower' : categoryNames[product.category]

/** Three words are known; nothing for what is no strain. */
export const flowerTypes: Record<Lean, string> = {
  sativa: 'Sativa',
  indica: 'Indica',
  hybrid: 'Hybrid',
  'indica-hybrid': 'Hybrid',
  'sativa-hybrid': 'Hybrid',
  cbd: '',
}
