import type { Reply, SimRequest } from '../kit/http.ts'
import type { WorldStore } from '../world/store.ts'
import { ageOf, upper } from './dialect.ts'
import { success } from './envelope.ts'
import { readFlag } from './query.ts'

export function listLocations({ query }: SimRequest, store: WorldStore): Reply {
  const { rooms, key } = store.profile
  const sellable = readFlag(query, 'sellable')
  const list = rooms
    .filter((room) => sellable === null || room.sellable === sellable)
    .map((room) => ({
      id: room.id,
      name: upper(room.name),
      active: true,
      inventory_type: upper(room.customerType),
      sellable: room.sellable,
      parent_location_id: rooms.find((other) => other.name === room.parent)?.id ?? null,
    }))
  return success(ageOf(key).locationsNested ? { location_list: list } : list)
}
