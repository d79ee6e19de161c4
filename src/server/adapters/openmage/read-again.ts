import type { SourceRecord } from '../../model/source-record.ts'
import type { AdapterSession } from '../contract.ts'
import { againInChunks } from '../kit/again.ts'
import { readOrder } from './read-people.ts'
import { productReader, type Reading } from './read-product.ts'
import { readStockAgain } from './read-stock.ts'

/** As many products' stock as is asked for in one call. */
const STOCK_A_CALL = 100

/** Single products, their stock and orders in the form their lists give them. @throws {AdapterError} */
export function readAgainOf(reading: () => Reading): NonNullable<AdapterSession['readAgain']> {
  const oneByOne = (ids: readonly string[], read: (id: string) => Promise<SourceRecord | null>) =>
    againInChunks(ids, 1, async ([id = '']) => {
      const record = await read(id)
      return record === null ? [] : [record]
    })
  return {
    products: async (ids) => oneByOne(ids, await productReader(reading())),
    inventory: (ids) => againInChunks(ids, STOCK_A_CALL, (chunk) => readStockAgain(reading().api, chunk)),
    orders: (ids) => oneByOne(ids, (number) => readOrder(reading().api, number)),
  }
}
