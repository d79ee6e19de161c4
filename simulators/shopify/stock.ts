import { type Level, levelsOf } from '../kit/stock-levels.ts'
import { hash } from '../world/random.ts'
import type { WorldStore } from '../world/store.ts'
import type { Room, WorldProduct } from '../world/types.ts'

/** How many stand in a room, by the vendor's states. Whole pieces only: loose goods are counted in grams. */
export type Counted = {
  room: Room
  updatedAt: number
  available: number
  committed: number
  qualityControl: number
}

/** States a quantity can be asked for in. */
export const quantityNames = [
  'incoming',
  'on_hand',
  'available',
  'committed',
  'reserved',
  'damaged',
  'safety_stock',
  'quality_control',
] as const

function count({ room, quantity, updatedAt, lots }: Level): Counted {
  const whole = Math.floor(quantity)
  return {
    room,
    updatedAt,
    available: room.sellable ? whole : 0,
    committed: lots.reduce((sum, lot) => sum + lot.reserved, 0),
    // What stands where nothing is sold from is on hand all the same.
    qualityControl: room.sellable ? 0 : whole,
  }
}

/** Levels of a product; one that never had any stands at the first location with none. */
export function countStock(store: WorldStore, index: number, product: WorldProduct): Counted[] {
  const levels = levelsOf(store.lots(index), { includeUnsellable: true }).map(count)
  const [room] = store.profile.rooms
  if (levels.length > 0 || room === undefined) return levels
  return [{ room, updatedAt: product.updatedAt, available: 0, committed: 0, qualityControl: 0 }]
}

export function quantityOf(counted: Counted, name: string): number {
  const { available, committed, qualityControl } = counted
  switch (name) {
    case 'available':
      return available
    case 'committed':
      return committed
    case 'quality_control':
      return qualityControl
    case 'on_hand':
      return available + committed + qualityControl
    default:
      return 0
  }
}

export const availableOf = (levels: readonly Counted[]) =>
  levels.reduce((sum, { available }) => sum + available, 0)

export const levelNumber = (itemNumber: number, { id }: Room) =>
  140_000_000_000 + (hash(String(itemNumber), id) % 1_000_000_000)
