import { hash } from '../world/random.ts'
import type { Category, Lean } from '../world/types.ts'

/** Stores run different ages of the product; what differs between them. */
export type StoreAge = {
  /** `expires_in` as "7200" rather than 7200. */
  lifetimeAsText: boolean
  /** Page sizes above it are quietly brought down to it. */
  pageCeiling: number
  /** Locations in `data.location_list` rather than in `data`. */
  locationsNested: boolean
  /** Stock times as local "YYYY-MM-DD HH:mm:ss" without an offset. */
  plainStockTimes: boolean
  labValuesAsText: boolean
  /** Fields added to products in late versions: catalog_parent_id, slug, sku_type, location_id. */
  newerFields: boolean
}

const newest: StoreAge = {
  lifetimeAsText: true,
  pageCeiling: 1000,
  locationsNested: false,
  plainStockTimes: false,
  labValuesAsText: false,
  newerFields: true,
}

const ages = new Map<string, StoreAge>([
  ['pine-street', newest],
  ['harbor', { ...newest, lifetimeAsText: false, locationsNested: true }],
  [
    'mission',
    { ...newest, pageCeiling: 100, plainStockTimes: true, labValuesAsText: true, newerFields: false },
  ],
])

export function ageOf(storeKey: string): StoreAge {
  return ages.get(storeKey) ?? newest
}

export const categoryTypes: Record<Category, string> = {
  flower: 'FLOWER',
  preroll: 'PREROLL',
  cartridge: 'CARTRIDGE',
  extract: 'EXTRACT',
  edible: 'EDIBLE',
  beverage: 'BEVERAGE',
  tincture: 'TINCTURE',
  topical: 'TOPICAL',
  capsule: 'PILL',
  plant: 'PLANT',
  gear: 'MERCH',
  misc: 'MISC',
  service: 'NON-INV',
}

export const classifications: Record<Lean, string> = {
  sativa: 'SATIVA',
  indica: 'INDICA',
  hybrid: 'HYBRID',
  'indica-hybrid': 'I/S',
  'sativa-hybrid': 'S/I',
  cbd: 'CBD',
}

const blanks = [null, '', 'N/A'] as const

/** How this product's record says "nothing here": any of the three ways. */
export function blank(productId: string, field: string): string | null {
  return blanks[hash(productId, field) % blanks.length] ?? null
}

export const upper = (text: string) => text.toUpperCase()

export const dollars = (minor: number) => minor / 100
