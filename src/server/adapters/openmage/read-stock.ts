import type { SourceRecord } from '../../model/source-record.ts'
import type { Page } from '../contract.ts'
import { fieldsOf, sourceRecord } from '../kit/source-record.ts'
import type { OpenMageApi } from './client.ts'
import { type ListRow, readWindows, type WindowCursor } from './read-windows.ts'

const STOCK_A_PAGE = 100

/**
 * The stock of all products, which are asked for by SKU: whatever is the SKU of some product is taken for that, so an id
 * may bring the stock of another product.
 * @throws {AdapterError}
 */
export async function* readStock(api: OpenMageApi, from: WindowCursor | null): AsyncGenerator<Page> {
  yield* readWindows({
    list: (after) => api.products({ since: null, after }),
    idField: 'product_id',
    size: STOCK_A_PAGE,
    from,
    toRecords: async (rows) => {
      const found = await stockOf(api, rows.map(skuOf))
      const known = new Set(found.map(({ sourceId }) => sourceId))
      const left = rows.filter(({ id }) => id !== '' && !known.has(id))
      // Their SKU is another one by now, or they are gone.
      const again = new Map(
        (
          await stockOf(
            api,
            left.map(({ id }) => id),
          )
        ).map((each) => [each.sourceId, each]),
      )
      const late: SourceRecord[] = []
      for (const { id, row } of left) {
        const stock = again.get(id)
        if (stock) late.push(stock)
        // What the list tells of it is kept, so that the missing stock shows as an issue rather than as nothing.
        else if ((await api.product(id)) !== null) late.push(sourceRecord(id, row, null))
      }
      return [...found, ...late]
    },
  })
}

/** The stock of single products, by their ids; what is gone is left out. @throws {AdapterError} */
export async function readStockAgain(api: OpenMageApi, ids: string[]): Promise<SourceRecord[]> {
  // An id that is another product's SKU brings that one's stock, which nobody asked for.
  const found = (await stockOf(api, ids)).filter(({ sourceId }) => ids.includes(sourceId))
  const known = new Set(found.map(({ sourceId }) => sourceId))
  for (const id of ids.filter((each) => !known.has(each))) {
    const product = await api.product(id)
    if (product === null) continue
    const [row] = (await stockOf(api, [skuOf({ id, row: product })])).filter(
      ({ sourceId }) => sourceId === id,
    )
    // Without stock it is an issue, not gone.
    found.push(row ?? sourceRecord(id, product, null))
  }
  return found
}

async function stockOf(api: OpenMageApi, products: string[]): Promise<SourceRecord[]> {
  const asked = products.filter((each) => each !== '')
  const stock = asked.length === 0 ? [] : await api.stock(asked)
  return stock.map((row) => sourceRecord(fieldsOf(row)['product_id'], row, null))
}

function skuOf({ id, row }: ListRow): string {
  const { sku } = fieldsOf(row)
  return typeof sku === 'string' && sku.trim() !== '' ? sku : id
}
