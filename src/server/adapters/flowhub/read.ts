import type { SourceRecord } from '../../model/source-record.ts'
import type { SyncEntity } from '../../model/sync.ts'
import type { AdapterContext, AdapterSession, Page } from '../contract.ts'
import { readCursor } from '../kit/read-cursor.ts'
import { sliceCursorSchema, sliceList } from '../kit/slice-list.ts'
import { fieldsOf, sourceRecord } from '../kit/source-record.ts'
import type { FlowhubApi } from './client.ts'
import { packageIdentity, productIdentity } from './identity.ts'
import { readCustomers, readSales } from './read-people.ts'

/** Records to a page; the list itself comes whole. */
const PAGE_SIZE = 100

/** Stock that is older is fetched again rather than shared among entities. */
const SNAPSHOT_LIFETIME_MS = 300_000

type Snapshot = { takenAt: number; rows: unknown[]; served: Set<SyncEntity> }

/**
 * Reads products, stock and batches out of one list: Flowhub has no other. A snapshot serves each entity once, so that a sync fetches the
 * list once and not three times; reading an entity again fetches anew. Records come in the order of their ids, and a
 * cursor holds the last one: reading goes on behind it in a new snapshot, whatever came or went meanwhile.
 * @returns the session's `read`
 */
export function createReader(api: FlowhubApi, context: AdapterContext): AdapterSession['read'] {
  let snapshot: Snapshot | null = null
  const rowsFor = async (entity: SyncEntity): Promise<unknown[]> => {
    const now = context.clock.now().getTime()
    const usable =
      snapshot !== null && !snapshot.served.has(entity) && now - snapshot.takenAt < SNAPSHOT_LIFETIME_MS
    if (!usable) snapshot = { takenAt: now, rows: await api.packages(), served: new Set() }
    snapshot?.served.add(entity)
    return snapshot?.rows ?? []
  }
  return async function* read(entity, options): AsyncGenerator<Page> {
    const { cursor } = options
    if (entity === 'customers') return yield* readCustomers(api, options)
    if (entity === 'orders') return yield* readSales(api, context, options)
    const after = readCursor(sliceCursorSchema, cursor)?.after ?? ''
    const records = recordsOf[entity](await rowsFor(entity))
    for (const page of sliceList(records, after, PAGE_SIZE)) {
      context.signal.throwIfAborted()
      yield page
    }
  }
}

/** What the rows of the one list are for each entity. */
export const recordsOf: Record<'products' | 'inventory' | 'batches', (rows: unknown[]) => SourceRecord[]> = {
  // The newest package speaks for the product. No time of its own: that package may sell out, and the next is older.
  products: (rows) => grouped(rows).map(([id, packages]) => sourceRecord(id, newest(packages), null)),
  inventory: (rows) =>
    grouped(rows).map(([id, packages]) => sourceRecord(id, { packages: packages.toSorted(byPackage) }, null)),
  batches: (rows) => rows.map((row) => sourceRecord(packageIdentity(row), row, null)),
}

/** Rows of one product together; a row that doesn't say which stands alone and becomes an issue. */
function grouped(rows: unknown[]): [string | null, unknown[]][] {
  const groups = Map.groupBy(rows, (row) => productIdentity(row))
  const strays = groups.get(null) ?? []
  groups.delete(null)
  return [...groups, ...strays.map((row): [null, unknown[]] => [null, [row]])]
}

function newest(packages: unknown[]): unknown {
  return packages.toSorted((a, b) => compare(createdAt(b), createdAt(a)) || byPackage(a, b))[0]
}

const createdAt = (row: unknown) => String(fieldsOf(row)['createdAt'] ?? '')
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byPackage = (a: unknown, b: unknown) => compare(packageIdentity(a) ?? '', packageIdentity(b) ?? '')
