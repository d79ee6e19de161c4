/** For tests only: the first store of a simulator, connected. Imported after SIMULATORS_URL is set. */
import { expect } from 'vitest'
import { saveCredentials } from '#server/connections/credentials.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { createConnection, productRows } from './sync-world.ts'

type Vendor = {
  vendor: string
  stores: { key: string }[]
  signIn: { method: string; fields: Record<string, string> }
}
type Truth = { sourceId: string; priceMinor: number | null; status: string; quantity: number }
type OrderTruth = {
  sourceId: string
  status: string
  customerSourceId: string | null
  totalMinor: number
  lines: unknown[]
}
type Ledger = { products: Truth[]; customers: { sourceId: string }[]; orders: OrderTruth[] }

/**
 * @param url of running simulators
 * @param wanted a vendor's id; the first there is when absent
 */
export async function simulatedStore(url: string, wanted?: string) {
  async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}/_control${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    expect(response.ok).toBe(true)
    return (await response.json()) as T
  }

  const vendors = await control<Vendor[]>('GET', '/vendors')
  const simulated = wanted === undefined ? vendors[0] : vendors.find((each) => each.vendor === wanted)
  const store = simulated?.stores[0]
  if (!simulated || !store) throw new Error(`${wanted ?? 'nothing'} is not simulated`)
  const { vendor, signIn } = simulated

  const ledger = () => control<Ledger>('GET', `/${vendor}/ledger?store=${store.key}`)

  return {
    setFaults: (faults: Record<string, number | string | null>) =>
      control('PUT', `/${vendor}/faults`, faults),
    change: (kind: string) => control('POST', `/${vendor}/change`, { storeKey: store.key, kind }),
    counters: () =>
      control<{ perSecondMax: number; requests: number; rejected: number }>('GET', `/${vendor}/counters`),

    /**
     * @param entities what its syncs read; everything when empty
     * @returns the id of an active connection to the store
     */
    async connect(entities: SyncEntity[] = []): Promise<string> {
      const id = await createConnection(pool, { entities })
      const { rows } = await pool.query(
        `UPDATE connection SET vendor = $2, sign_in_method = $3, endpoint = 'simulator' WHERE id = $1 RETURNING organization_id`,
        [id, vendor, signIn.method],
      )
      const connection = { id, organizationId: rows[0].organization_id }
      await inTransaction((tx) => saveCredentials(tx, connection, signIn.fields))
      return id
    },

    /** Every product of the store stands in the catalogue once, with its price and quantity, and nothing else does. */
    async expectLedger(connectionId: string): Promise<void> {
      const { products } = await ledger()
      const rows = await productRows(pool, connectionId)
      expect(rows.length).toBe(products.length)
      const known = new Map(rows.map((row) => [row.id, row]))
      const differing = products.filter(({ sourceId, quantity, priceMinor }) => {
        const row = known.get(sourceId)
        return !row || Number(row.quantity) !== quantity || (priceMinor !== null && row.price !== priceMinor)
      })
      expect(differing).toEqual([])
    },

    /** Every customer and order the POS can tell of is there once, with its status, amounts, lines and customer. */
    async expectPeople(connectionId: string): Promise<void> {
      const { customers, orders } = await ledger()
      const known = await pool.query<{ sourceId: string }>(
        `SELECT source_id AS "sourceId" FROM customer WHERE connection_id = $1 AND status <> 'deleted' ORDER BY 1`,
        [connectionId],
      )
      expect(known.rows.map(({ sourceId }) => sourceId).sort()).toEqual(
        customers.map(({ sourceId }) => sourceId).sort(),
      )
      const placed = await pool.query<Omit<OrderTruth, 'lines'> & { lines: number }>(
        `SELECT source_id AS "sourceId", status, customer_source_id AS "customerSourceId",
                total_minor::int AS "totalMinor", line_count AS lines
           FROM customer_order WHERE connection_id = $1`,
        [connectionId],
      )
      const byId = (a: { sourceId: string }, b: { sourceId: string }) => (a.sourceId < b.sourceId ? -1 : 1)
      expect(placed.rows.sort(byId)).toEqual(
        orders
          .map(({ sourceId, status, customerSourceId, totalMinor, lines }) => ({
            sourceId,
            status,
            customerSourceId,
            totalMinor,
            lines: lines.length,
          }))
          .sort(byId),
      )
    },
  }
}
