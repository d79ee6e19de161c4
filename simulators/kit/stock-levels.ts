import type { CustomerType, Room, WorldLot } from '../world/types.ts'

/** What stands of one product in one room. `quantity` in units, or grams when sold loose. */
export type Level = { room: Room; quantity: number; updatedAt: number; lots: WorldLot[] }

export type LevelFilter = {
  location?: string | null
  customerType?: CustomerType | null
  includeUnsellable?: boolean
}

const cents = (value: number) => Math.round(value * 100) / 100

/** Lots summed up by room, in the order rooms were first used. */
export function levelsOf(lots: readonly WorldLot[], filter: LevelFilter = {}): Level[] {
  const levels = new Map<string, Level>()
  for (const lot of lots) {
    const { room } = lot
    if (!room.sellable && filter.includeUnsellable !== true) continue
    if (filter.customerType && room.customerType !== filter.customerType) continue
    if (filter.location && room.name.toUpperCase() !== filter.location.toUpperCase()) continue
    const level = levels.get(room.id) ?? { room, quantity: 0, updatedAt: 0, lots: [] }
    level.quantity = cents(level.quantity + lot.quantity)
    level.updatedAt = Math.max(level.updatedAt, lot.updatedAt)
    level.lots.push(lot)
    levels.set(room.id, level)
  }
  return [...levels.values()]
}

export function totalOf(levels: readonly Level[]): number {
  return cents(levels.reduce((sum, level) => sum + level.quantity, 0))
}
