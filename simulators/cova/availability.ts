import type { Reply } from '../kit/http.ts'
import { levelsOf, totalOf } from '../kit/stock-levels.ts'
import type { WorldStore } from '../world/store.ts'
import { halReply, noRecord } from './answers.ts'
import { companyId, locationIdOf } from './dialect.ts'

function render(store: WorldStore, index: number) {
  return {
    Id: store.product(index).id,
    EntityId: locationIdOf(store.profile),
    CompanyId: companyId,
    IsDropShippable: false,
    IsSerialized: false,
    Quantity: totalOf(levelsOf(store.lots(index))),
  }
}

const isStocked = (store: WorldStore, index: number) => store.lots(index).length > 0

/** Stock records of a location, or the one of a product; where there is none, 404. */
export function listAvailability(store: WorldStore, productId: string | null): Reply {
  if (productId !== null) {
    const index = store.find(productId)
    return index !== null && isStocked(store, index) ? halReply(200, render(store, index)) : noRecord()
  }
  const stocked = store.indexes().filter((index) => isStocked(store, index))
  if (stocked.length === 0) return noRecord()
  return halReply(200, { _embedded: { self: stocked.map((index) => render(store, index)) } })
}
