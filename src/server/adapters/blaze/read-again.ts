import type { AdapterSession } from '../contract.ts'
import { againOneByOne } from '../kit/again.ts'
import type { BlazeApi } from './client.ts'
import { namesFrom, withBrand, withRooms } from './join.ts'
import { lazily } from './lazily.ts'
import { toRecord } from './records.ts'

/** Single records in the form their lists give them, names of brands and rooms joined. @throws {AdapterError} */
export function readAgainOf(api: BlazeApi): NonNullable<AdapterSession['readAgain']> {
  return {
    products: async (ids) => {
      const records = await againOneByOne(ids, async (id) => toRecord(await api.product(id, 'catalogue')))
      return withBrand(
        records,
        lazily(() => namesFrom(api.brands)),
      )
    },
    inventory: async (ids) => {
      const records = await againOneByOne(ids, async (id) => toRecord(await api.product(id, 'stock')))
      if (records.length === 0) return []
      const rooms = await namesFrom(api.inventories)
      return records.map((record) => withRooms(record, rooms))
    },
    customers: (ids) => againOneByOne(ids, async (id) => toRecord(await api.member(id))),
    orders: (ids) => againOneByOne(ids, async (id) => toRecord(await api.transaction(id))),
  }
}
