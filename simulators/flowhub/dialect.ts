import { createRandom, hash } from '../world/random.ts'
import type { Category, Lean } from '../world/types.ts'

/** Stores run different ages of the product, and their keys may do different things. */
export type StoreAge = {
  /** Category codes such as PackedBud instead of words. */
  codes: boolean
  /** Product ids as numbers in text; prices before tax as text. */
  numericIds: boolean
  /** Whether the key may read stock by rooms. */
  rooms: boolean
}

const newest: StoreAge = { codes: false, numericIds: false, rooms: true }

const ages = new Map<string, StoreAge>([
  ['pine-street', newest],
  ['harbor', { ...newest, rooms: false }],
  ['mission', { codes: true, numericIds: true, rooms: true }],
])

export function ageOf(storeKey: string): StoreAge {
  return ages.get(storeKey) ?? newest
}

/** All stores belong to one client. */
export const clientId = '5c1d0b7e-93f4-4b7a-8f0e-6a1f3c2d9b10'

const locationIds = new Map([
  ['pine-street', '2f6c9a1e-7b3d-4e58-9a04-c1d2e3f4a5b6'],
  ['harbor', '8a4b1c7d-2e6f-4a90-b3c5-d7e8f9a0b1c2'],
  ['mission', 'c3d5e7f9-1a2b-4c4d-8e6f-708192a3b4c5'],
])

export function locationIdOf(storeKey: string): string {
  return locationIds.get(storeKey) ?? createRandom(hash('location', storeKey)).uuid()
}

export const categoryWords: Record<Category, string> = {
  flower: 'Flower',
  preroll: 'Pre-Rolls',
  cartridge: 'Cartridges',
  extract: 'Concentrates',
  edible: 'Edibles',
  beverage: 'Drinks',
  tincture: 'Tinctures',
  topical: 'Topicals',
  capsule: 'Capsules',
  plant: 'Clones',
  gear: 'Accessories',
  misc: 'Accessories',
  service: 'Other',
}

export const categoryCodes: Record<Category, string> = {
  flower: 'PackedBud',
  preroll: 'Joint',
  cartridge: 'Extract',
  extract: 'Concentrate',
  edible: 'Edible',
  beverage: 'Infused',
  tincture: 'Tincture',
  topical: 'Topical',
  capsule: 'Capsule',
  plant: 'Clone',
  gear: 'Accessory',
  misc: 'Accessory',
  service: 'NonEdible',
}

/** Free text at the POS, so each store has its own habits; `turn` picks among them. */
export const species: Record<Lean, readonly string[]> = {
  sativa: ['Sativa'],
  indica: ['Indica'],
  hybrid: ['Hybrid', '50/50'],
  'indica-hybrid': ['Indica-dom', 'Indica Dominant'],
  'sativa-hybrid': ['Sativa-dom', 'Sativa Dominant'],
  cbd: ['CBD'],
}

/** 2026-07-14T17:55:58.123000Z */
export function microseconds(at: number): string {
  return new Date(at).toISOString().replace('Z', '000Z')
}
