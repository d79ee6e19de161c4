import type { z } from 'zod'
import type { SourceRecord } from '../../model/source-record.ts'
import type { LeftOut, Page } from '../contract.ts'
import { type OffsetCursor, readOffsets } from '../kit/read-offsets.ts'
import { type sliceCursorSchema, sliceList } from '../kit/slice-list.ts'
import { fieldsOf, sourceRecord } from '../kit/source-record.ts'
import { type DutchieApi, PAGE_SIZE } from './client.ts'
import { readDeliveries, readRooms, withElsewhere } from './join-packages.ts'

/** Products to a page of ours. */
const PRODUCTS_A_PAGE = 500

/**
 * The stock of each product: all its packages in one record, since several packages of a product add up and their list is
 * not in the order of products. So the list is read to its end first, also when going on from a cursor.
 * @throws {AdapterError}
 */
export async function* stockPages(
  api: DutchieApi,
  from: z.infer<typeof sliceCursorSchema> | null,
): AsyncGenerator<Page> {
  const { records, leftOut } = await readStock(api)
  const pages = sliceList(records, from?.after ?? '', PRODUCTS_A_PAGE)
  let told = leftOut.length === 0
  for (const page of pages) {
    yield told ? page : { ...page, leftOut }
    told = true
  }
}

async function readStock(api: DutchieApi): Promise<{ records: SourceRecord[]; leftOut: LeftOut[] }> {
  const roomsOf = await readRooms(api)
  const packages: SourceRecord[] = []
  const leftOut: LeftOut[] = []
  const pages = readOffsets({
    fetch: (skip) => api.inventory(skip),
    fetchPart: api.inventory,
    toRecord: toPackageRecord,
    size: PAGE_SIZE,
    from: null,
  })
  for await (const page of pages) {
    packages.push(...page.records)
    leftOut.push(...(page.leftOut ?? []))
  }
  const stocks = stockOfProducts(packages).map((stock) => {
    const { packages: together } = fieldsOf(stock.payload)
    const rooms = roomsOf(Array.isArray(together) ? together : [])
    return { ...stock, payload: withElsewhere(stock.payload, { rooms }) }
  })
  return { records: stocks, leftOut }
}

/**
 * Packages one by one, each with its rooms and its delivery.
 * @throws {AdapterError}
 */
export async function* batchPages(
  api: DutchieApi,
  now: Date,
  from: OffsetCursor | null,
): AsyncGenerator<Page> {
  const roomsOf = await readRooms(api)
  const deliveryOf = await readDeliveries(api, now)
  const toRecord = (row: unknown) => {
    const record = toPackageRecord(row)
    const elsewhere = { rooms: roomsOf([row]), delivery: deliveryOf(row) }
    return { ...record, payload: withElsewhere(row, elsewhere) }
  }
  yield* readOffsets({
    fetch: (skip) => api.inventory(skip),
    fetchPart: api.inventory,
    toRecord,
    size: PAGE_SIZE,
    from,
  })
}

/** Packages put together by product, in the order of ids as text. One that comes twice, because the list moved, counts once. */
export function stockOfProducts(packages: SourceRecord[]): SourceRecord[] {
  const once = new Map(packages.map(({ sourceId, payload }) => [sourceId, payload]))
  const products = new Map<string, { productId: unknown; packages: unknown[] }>()
  for (const [packageId, payload] of once) {
    const { productId = null } = fieldsOf(payload)
    // Packages that name no product stay apart: each is an issue of its own.
    const key = productId === null ? `package ${packageId}` : String(productId)
    const known = products.get(key) ?? { productId, packages: [] }
    known.packages.push(payload)
    products.set(key, known)
  }
  return [...products.values()]
    .map((stock) => sourceRecord(stock.productId, stock, null))
    .sort((a, b) => (a.sourceId < b.sourceId ? -1 : 1))
}

/** No time of its own: some changes of a package's quantity leave it as it was. */
export function toPackageRecord(payload: unknown): SourceRecord {
  const { inventoryId, packageId } = fieldsOf(payload)
  return sourceRecord(inventoryId ?? packageId, payload, null)
}
