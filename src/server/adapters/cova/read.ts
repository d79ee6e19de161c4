import type { SourceRecord } from '../../model/source-record.ts'
import type { SyncEntity } from '../../model/sync.ts'
import type { Page, ReadOptions } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import { readCursor } from '../kit/read-cursor.ts'
import { offsetCursorSchema, readOffsets } from '../kit/read-offsets.ts'
import { sliceCursorSchema } from '../kit/slice-list.ts'
import { fieldsOf, sourceRecord } from '../kit/source-record.ts'
import { parseInstant } from '../kit/time.ts'
import { type CovaApi, PAGE_SIZE, type ProductPage } from './client.ts'
import { invoiceCursorSchema, readCustomers, readInvoices } from './read-people.ts'
import { classificationSchema } from './schema.ts'

/** Changes are asked for from a little earlier than needed: COVA's clock is not ours, and a change may be written late. */
const OVERLAP_MS = 300_000

/**
 * Reads one entity page by page: all of it, or what changed since.
 * @param how.stockSource `availability` reads stock from the older service, always in full
 * @throws {AdapterError}
 */
export async function* read(
  api: CovaApi,
  entity: SyncEntity,
  options: ReadOptions,
  how: { stockSource: unknown; now: Date },
): AsyncGenerator<Page> {
  const { stockSource, now } = how
  const changedSince = options.mode === 'incremental' ? options.since : null
  const since = changedSince && new Date(changedSince.getTime() - OVERLAP_MS)
  if (entity === 'batches') {
    throw new AdapterError('invalid_request', 'Batches are not read from COVA.')
  }
  if (entity === 'customers') {
    return yield* readCustomers(api, since, readCursor(sliceCursorSchema, options.cursor))
  }
  if (entity === 'orders') {
    return yield* readInvoices(
      api,
      new Date((options.since ?? now).getTime() - OVERLAP_MS),
      now,
      readCursor(invoiceCursorSchema, options.cursor),
    )
  }
  if (entity === 'inventory' && stockSource === 'availability') {
    yield await readAvailability(api)
    return
  }
  const fetch = entity === 'products' ? api.products : api.stock
  const toRecord = entity === 'products' ? toProductRecord : toStockRecord
  yield* readOffsets({
    fetch: async (skip) => recordsOf(await fetch(skip, since)),
    fetchPart: async (skip, take) => recordsOf(await fetch(skip, since, take)),
    toRecord,
    size: PAGE_SIZE,
    from: readCursor(offsetCursorSchema, options.cursor),
  })
}

/** A 404 is no error here: it is how the service says that nothing is in stock. */
async function readAvailability(api: CovaApi): Promise<Page> {
  const items = await api.availability().catch((error: unknown) => {
    if (error instanceof AdapterError && error.kind === 'not_found') return []
    throw error
  })
  const records = items.map((item) => sourceRecord(fieldsOf(item)['Id'], item, null))
  return { records, cursor: {}, done: true, total: records.length }
}

/** Categories stand beside the products; each product gets its own, so that a record tells all there is of it. */
export function recordsOf({ Products, Classifications }: ProductPage): unknown[] {
  const nodes = new Map(
    (Classifications ?? []).flatMap((node) => {
      const parsed = classificationSchema.safeParse(node).data
      return parsed ? [[String(parsed.Id), node] as const] : []
    }),
  )
  return Products.map((product) => {
    const node = nodes.get(String(fieldsOf(product)['ClassificationId']))
    return node === undefined ? product : { ...fieldsOf(product), Classification: node }
  })
}

export function toProductRecord(payload: unknown): SourceRecord {
  const { ProductId, UpdatedDateUtc } = fieldsOf(payload)
  const updatedAt = typeof UpdatedDateUtc === 'string' ? parseInstant(UpdatedDateUtc) : null
  return sourceRecord(ProductId, payload, updatedAt)
}

/** No time of its own: rooms come and go, and the time left when one is emptied lies in the past. */
export function toStockRecord(payload: unknown): SourceRecord {
  return sourceRecord(fieldsOf(payload)['ProductId'], payload, null)
}
