import type { WorldStore } from '../world/store.ts'
import type { Category, Lean } from '../world/types.ts'

/** Locations run different ages of the product; what differs between them. */
export type LocationAge = {
  /** Whether lists may be asked for in parts, and the most rows a part has. Null: always the whole list. */
  rowCeiling: number | null
  /** `LocationName` rather than `locationName`. */
  pascalIdentity: boolean
  /** `/inventory` has rows; elsewhere it is empty. */
  openInventory: boolean
  /** Effects as objects rather than as names alone. */
  effectObjects: boolean
  /** A package in a quarantine room is `Active` all the same. */
  activeInQuarantine: boolean
}

const newest: LocationAge = {
  rowCeiling: 5000,
  pascalIdentity: false,
  openInventory: false,
  effectObjects: true,
  activeInQuarantine: false,
}

const ages = new Map<string, LocationAge>([
  ['pine-street', newest],
  ['harbor', { ...newest, rowCeiling: null, openInventory: true, effectObjects: false }],
  ['mission', { ...newest, rowCeiling: 100, pascalIdentity: true, activeInQuarantine: true }],
])

export function ageOf(storeKey: string): LocationAge {
  return ages.get(storeKey) ?? newest
}

/** Ids are numbers here. Each location has a range of its own, above it the place in the catalogue. */
const firstIds = new Map([
  ['pine-street', 4_000_000],
  ['harbor', 5_000_000],
  ['mission', 6_000_000],
])

const firstIdOf = (store: WorldStore) => firstIds.get(store.profile.key) ?? 9_000_000

export const productIdOf = (store: WorldStore, index: number) => firstIdOf(store) + index

/** The world's id behind a number; the text itself when it is none of this location's. */
export function worldIdOf(stores: readonly WorldStore[], sourceId: string): string | null {
  for (const store of stores) {
    const index = store.indexes().find((each) => String(productIdOf(store, each)) === sourceId)
    if (index !== undefined) return store.product(index).id
  }
  return null
}

export const locationIdOf = (store: WorldStore) => firstIdOf(store) / 1_000_000 + 200

export const masterCategories: Record<Category, string> = {
  flower: 'Flower',
  preroll: 'Pre-Rolls',
  cartridge: 'Vape',
  extract: 'Concentrate',
  edible: 'Edibles',
  beverage: 'Beverages',
  tincture: 'Tincture',
  topical: 'Topicals',
  capsule: 'Capsules',
  plant: 'Plants',
  gear: 'Accessories',
  misc: 'Other',
  service: 'Fees',
}

/** Only four words are documented. */
export const strainTypes: Record<Lean, string> = {
  sativa: 'Sativa',
  indica: 'Indica',
  hybrid: 'Hybrid',
  'indica-hybrid': 'Hybrid',
  'sativa-hybrid': 'Hybrid',
  cbd: 'CBD',
}

export const dollars = (minor: number) => minor / 100

export const utc = (at: number) => new Date(at).toISOString()
