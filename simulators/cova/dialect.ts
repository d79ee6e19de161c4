import { hash } from '../world/random.ts'
import type { StoreProfile, WorldProduct } from '../world/types.ts'

/** One company owns all stores; each is a location of it. */
export const companyId = 900_100

const locationIds = new Map([
  ['pine-street', 900_101],
  ['harbor', 900_102],
  ['mission', 900_103],
])

export function locationIdOf({ key }: Pick<StoreProfile, 'key'>): number {
  return locationIds.get(key) ?? 900_199
}

/** A number as COVA gives to everything that is no product; the same thing always has the same. */
export function numberOf(...parts: (string | number)[]): number {
  return 10_000 + (hash(...parts) % 990_000)
}

/** Weighed out from the jar. */
export function isLoose({ price }: WorldProduct): boolean {
  return price.kind === 'tier'
}

/** Seven digits after the second, as .NET writes them. */
export function utc(at: number): string {
  return new Date(at).toISOString().replace('Z', '0000Z')
}

export const dollars = (minor: number) => minor / 100
