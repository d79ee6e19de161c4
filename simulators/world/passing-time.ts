import { applyChange } from './changes.ts'
import { applyPeopleChange } from './people-changes.ts'
import { createRandom, hash } from './random.ts'
import type { WorldStore } from './store.ts'

/** A till rings about this often in each store. */
export const tickMs = 20_000
const ticksPerDelivery = 45
const ticksPerEdit = 180
const ticksPerOrder = 9

function sell(store: WorldStore, index: number, units: number, at: number): void {
  const lots = store.lots(index)
  const lot = lots.find((one) => one.room.sellable && one.quantity > 0)
  if (lot === undefined) return
  const sold = Math.min(units, lot.quantity)
  const left = Math.round((lot.quantity - sold) * 100) / 100
  store.putLots(
    index,
    lots.map((one) => (one === lot ? { ...one, quantity: left, updatedAt: at } : one)),
  )
}

/**
 * Lives through one tick of a store: a sale, now and then a delivery, seldom an edit.
 * Depends on the seed, the store and the tick's number only, so that any way of
 * cutting the same stretch of time into pieces ends in the same stock.
 */
export function liveTick(store: WorldStore, tick: number, at: number): void {
  const random = createRandom(hash(store.seed, store.profile.key, tick, 'tick'))
  const sold = store.draw(random)
  if (sold !== null) sell(store, sold, random.int(1, 3), at)
  if (tick % ticksPerOrder === 0) applyPeopleChange(store, 'order', undefined, { at, draw: tick })
  if (tick % ticksPerOrder === 4) applyPeopleChange(store, 'serve', undefined, { at, draw: tick })
  const touched = store.draw(random)
  if (touched === null) return
  if (tick % ticksPerDelivery === 0) applyChange(store, 'deliver', touched, { at, draw: tick })
  if (tick % ticksPerEdit === 0)
    applyChange(store, random.chance(0.5) ? 'price' : 'rename', touched, { at, draw: tick })
}
