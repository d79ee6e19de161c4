import { createRandom, hash } from './random.ts'
import type { Room, StoreProfile } from './types.ts'

type RoomPlan = Omit<Room, 'id'>

const room = (
  name: string,
  customerType: Room['customerType'],
  sellable: boolean,
  parent: string | null = null,
): RoomPlan => ({
  name,
  customerType,
  sellable,
  parent,
})

/** Room ids follow from the store's key alone, so that a new seed keeps the building. */
function build(profile: Omit<StoreProfile, 'rooms'>, rooms: readonly RoomPlan[]): StoreProfile {
  return {
    ...profile,
    rooms: rooms.map((plan) => ({ ...plan, id: createRandom(hash(profile.key, plan.name)).uuid() })),
  }
}

export const storeProfiles: readonly StoreProfile[] = [
  build(
    {
      key: 'pine-street',
      name: 'Pine Street',
      timeZone: 'America/Los_Angeles',
      license: 'C10-0000101-LIC',
      products: 2400,
    },
    [
      room('Front of House', 'adult', true),
      room('Display Case 1', 'adult', true, 'Front of House'),
      room('Back of House', 'adult', true),
      room('Front of House Med', 'medical', true),
      room('Quarantine', 'adult', false),
    ],
  ),
  build(
    {
      key: 'harbor',
      name: 'Harbor',
      timeZone: 'America/Los_Angeles',
      license: 'C10-0000102-LIC',
      products: 640,
    },
    [room('Sales Floor', 'adult', true), room('Vault', 'adult', true), room('POS Return', 'adult', false)],
  ),
  build(
    {
      key: 'mission',
      name: 'Mission',
      timeZone: 'America/Los_Angeles',
      license: 'C10-0000103-LIC',
      products: 180,
    },
    [room('Counter', 'adult', true), room('Counter Med', 'medical', true), room('Safe', 'adult', false)],
  ),
]
