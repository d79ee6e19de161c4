import type { SourceRecord } from '../../model/source-record.ts'
import type { AdapterSession } from '../contract.ts'
import { againInChunks } from '../kit/again.ts'
import { type CovaApi, PAGE_SIZE, type ProductPage } from './client.ts'
import { recordsOf, toProductRecord, toStockRecord } from './read.ts'

/**
 * Single products and their stock in the form their lists give them; customers and invoices have no such call. Stock of the
 * older service is another form, which only comes whole.
 * @throws {AdapterError}
 */
export function readAgainOf(
  api: CovaApi,
  { stockSource }: { stockSource: unknown },
): NonNullable<AdapterSession['readAgain']> {
  const read =
    (fetch: (ids: string[]) => Promise<ProductPage>, toRecord: (payload: unknown) => SourceRecord) =>
    (sourceIds: readonly string[]) =>
      againInChunks(sourceIds, PAGE_SIZE, async (ids) => recordsOf(await fetch(ids)).map(toRecord))
  return {
    products: read(api.productsOf, toProductRecord),
    ...(stockSource !== 'availability' && { inventory: read(api.stockOf, toStockRecord) }),
  }
}
