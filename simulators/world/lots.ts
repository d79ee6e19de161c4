import { drawLabs } from './labs.ts'
import { day, drawState, type Place } from './product.ts'
import { createRandom, hash, type Random } from './random.ts'
import type { Room, WorldLot, WorldProduct } from './types.ts'
import { distributors } from './vocabulary.ts'

const perishable = new Set(['edible', 'beverage', 'tincture', 'capsule', 'flower', 'preroll'])

function drawTag(random: Random): string {
  const digits = String(random.int(0, 999_999_999)).padStart(9, '0')
  return `1A4CA01000${random.int(10_000, 99_999)}${digits}`
}

/** A package of `product` as received at `receivedAt`; loose flower comes in grams, the rest in units. */
export function drawLot(random: Random, product: WorldProduct, room: Room, receivedAt: number): WorldLot {
  const units = random.chance(0.1) ? random.int(100, 900) : random.int(1, 60)
  const labs = product.labs.length > 0 ? drawLabs(random, product.category, product.size) : []
  const harvested = product.size.flowerGrams > 0
  const code = random
    .int(36 ** 4, 36 ** 5 - 1)
    .toString(36)
    .toUpperCase()
  return {
    id: random.uuid(),
    batch: `${code}-${random.int(1, 4)}`,
    tag: drawTag(random),
    room,
    quantity: product.price.kind === 'tier' ? Math.round(units * 7.25 * 100) / 100 : units,
    reserved: random.chance(0.08) ? 1 : 0,
    invoice: random.int(1, 9000),
    distributor: random.pick(distributors),
    receivedAt,
    harvestedAt: harvested ? receivedAt - random.int(30, 90) * day : null,
    expiresAt:
      perishable.has(product.category) && random.chance(0.85)
        ? receivedAt + random.int(120, 540) * day
        : null,
    labs,
    updatedAt: receivedAt + random.int(0, 3 * day),
  }
}

/** What of `product` stood in the store at the epoch; empty when it was never stocked. Pure. */
export function drawLots(place: Place, product: WorldProduct, rooms: readonly Room[]): WorldLot[] {
  if (!drawState(place).stocked) return []
  const random = createRandom(hash(place.seed, place.store, place.index, 'lots'))
  const soldOut = random.chance(0.12)
  return Array.from({ length: random.pick([1, 1, 1, 2, 2, 3]) }, () => {
    const lot = drawLot(random, product, random.pick(rooms), place.epoch - random.int(5, 160) * day)
    return soldOut ? { ...lot, quantity: 0, reserved: 0 } : lot
  })
}
