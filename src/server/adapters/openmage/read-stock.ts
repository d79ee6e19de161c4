import type { SourceRecord } from '../../model/source-record.ts'
import type { Page } from '../contract.ts'
import { isOfARecord, readAround } from '../kit/read-around.ts'
import { fieldsOf, sourceRecord } from '../kit/source-record.ts'
import type { OpenMageApi } from './client.ts'
import { leftOutOf } from './each-or-left-out.ts'
import { type ListRow, readWindows, type Window, type WindowCursor } from './read-windows.ts'

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
      const { records: found, leftOut } = await stockAround(api, rows)
      const known = new Set([...found.map(({ sourceId }) => sourceId), ...leftOut.map(({ place }) => place)])
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
      return { records: [...found, ...late], leftOut }
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

/** The stock of a window, around what the shop answers with an error. */
async function stockAround(api: OpenMageApi, rows: ListRow[]): Promise<Window> {
  const skus = rows.map(skuOf)
  try {
    return { records: await stockOf(api, skus), leftOut: [] }
  } catch (error) {
    if (!isOfARecord(error)) throw error
    const part = (skip: number, take: number) => stockOf(api, skus.slice(skip, skip + take))
    const { records, leftOut } = await readAround(part, { skip: 0, size: powerOf2From(skus.length) }, error)
    const named = leftOut.map(({ place, reason }) => leftOutOf(rows[Number(place)]?.id ?? place, reason))
    return { records: records as SourceRecord[], leftOut: named }
  }
}

/** Which can be halved down to one. */
const powerOf2From = (length: number) => 2 ** Math.ceil(Math.log2(length))

async function stockOf(api: OpenMageApi, products: string[]): Promise<SourceRecord[]> {
  const asked = products.filter((each) => each !== '')
  const stock = asked.length === 0 ? [] : await api.stock(asked)
  return stock.map((row) => sourceRecord(fieldsOf(row)['product_id'], row, null))
}

function skuOf({ id, row }: ListRow): string {
  const { sku } = fieldsOf(row)
  return typeof sku === 'string' && sku.trim() !== '' ? sku : id
}
