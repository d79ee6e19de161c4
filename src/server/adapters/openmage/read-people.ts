import type { SourceRecord } from '../../model/source-record.ts'
import type { Page } from '../contract.ts'
import { fieldsOf, sourceRecord } from '../kit/source-record.ts'
import type { OpenMageApi } from './client.ts'
import { eachOrLeftOut } from './each-or-left-out.ts'
import { type ListRow, readWindows, type WindowCursor } from './read-windows.ts'
import { parseTime } from './time.ts'

const CUSTOMERS_A_PAGE = 50
const ORDERS_A_PAGE = 25

/** Customers changed since, or all of them, each with its addresses and the name of its group. @throws {AdapterError} */
export async function* readCustomers(
  api: OpenMageApi,
  since: Date | null,
  from: WindowCursor | null,
): AsyncGenerator<Page> {
  const groups = await api.customerGroups()
  const toRecord = async ({ id, row }: ListRow): Promise<SourceRecord> => {
    // A salted hash of the password stands among the fields. Cairn has no business with it.
    const { password_hash: _, ...customer } = fieldsOf(row)
    if (id === '') return sourceRecord(undefined, customer, null)
    const addresses = await api.addresses(id)
    const group = groups.get(String(customer['group_id'])) ?? null
    const payload = { ...customer, joined: { group, addresses } }
    return sourceRecord(id, payload, changedAt(customer))
  }
  yield* readWindows({
    list: (after) => api.customers({ since, after }),
    idField: 'customer_id',
    size: CUSTOMERS_A_PAGE,
    from,
    toRecords: (rows) => eachOrLeftOut(rows, toRecord),
  })
}

/** Orders that were placed or changed since. @throws {AdapterError} */
export async function* readOrders(
  api: OpenMageApi,
  since: Date,
  from: WindowCursor | null,
): AsyncGenerator<Page> {
  const toRecord = async ({ row }: ListRow): Promise<SourceRecord> => {
    const { increment_id: number } = fieldsOf(row)
    const order = typeof number === 'string' && number !== '' ? await readOrder(api, number) : null
    // What the list tells is an order without its lines.
    return order ?? sourceRecord(number, row, null)
  }
  yield* readWindows({
    list: () => api.orders(since),
    idField: 'order_id',
    size: ORDERS_A_PAGE,
    from,
    toRecords: (rows) => eachOrLeftOut(rows, toRecord),
  })
}

/** One order with its lines; null when it is gone. @throws {AdapterError} */
export async function readOrder(api: OpenMageApi, number: string): Promise<SourceRecord | null> {
  const order = await api.order(number)
  if (order === null) return null
  // How somebody paid, down to the card, is nothing Cairn needs.
  const { payment: _, ...kept } = order
  return sourceRecord(number, kept, changedAt(kept))
}

function changedAt({ updated_at }: Record<string, unknown>): Date | null {
  return typeof updated_at === 'string' ? parseTime(updated_at) : null
}
