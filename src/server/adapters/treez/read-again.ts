import type { SourceRecord } from '../../model/source-record.ts'
import type { AdapterSession } from '../contract.ts'
import { againInChunks, againOneByOne } from '../kit/again.ts'
import { readPages } from '../kit/read-pages.ts'
import type { TreezApi } from './client.ts'
import { isClosed } from './read.ts'
import { toCustomerRecord, toProductRecord, toStockRecord, toTicketRecord } from './to-record.ts'

/** The most ids the list of products takes. https://code.treez.io/docs/available-endpoints */
const IDS_A_CALL = 50

/** Single records in the form their lists give them; packages have no call of their own. @throws {AdapterError} */
export function readAgainOf(api: TreezApi): NonNullable<AdapterSession['readAgain']> {
  const products = (ids: string[]) =>
    wholeList(readPages((page) => api.productsOf(page, ids), toProductRecord, null))
  const stock = async (ids: string[]) => {
    try {
      return await wholeList(readPages((page) => api.stockOf(page, ids), toStockRecord, null))
    } catch (error) {
      // Where the key may not read stock, what is read instead are the masked quantities of the products.
      if (!isClosed(error)) throw error
      return products(ids)
    }
  }
  return {
    products: (ids) => againInChunks(ids, IDS_A_CALL, products),
    inventory: (ids) => againInChunks(ids, IDS_A_CALL, stock),
    customers: (ids) => againOneByOne(ids, async (id) => toCustomerRecord(await api.customer(id))),
    orders: (ids) => againOneByOne(ids, async (id) => toTicketRecord(await api.ticket(id))),
  }
}

async function wholeList(pages: AsyncGenerator<{ records: SourceRecord[] }>): Promise<SourceRecord[]> {
  const records: SourceRecord[] = []
  for await (const page of pages) records.push(...page.records)
  return records
}
