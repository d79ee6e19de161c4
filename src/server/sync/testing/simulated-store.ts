/** For tests only: the first store of the first simulator, connected. Imported after SIMULATORS_URL is set. */
import { expect } from 'vitest'
import { saveCredentials } from '#server/connections/credentials.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { createConnection, productRows } from './sync-world.ts'

type Vendor = {
  vendor: string
  stores: { key: string }[]
  signIn: { method: string; fields: Record<string, string> }
}
type Truth = { sourceId: string; priceMinor: number | null; status: string; quantity: number }

/** @param url of running simulators */
export async function simulatedStore(url: string) {
  async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}/_control${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    expect(response.ok).toBe(true)
    return (await response.json()) as T
  }

  const [simulated] = await control<Vendor[]>('GET', '/vendors')
  const store = simulated?.stores[0]
  if (!simulated || !store) throw new Error('nothing is simulated')
  const { vendor, signIn } = simulated

  return {
    setFaults: (faults: Record<string, number>) => control('PUT', `/${vendor}/faults`, faults),
    change: (kind: string) => control('POST', `/${vendor}/change`, { storeKey: store.key, kind }),
    counters: () => control<{ perSecondMax: number }>('GET', `/${vendor}/counters`),

    /** @returns the id of an active connection to the store. */
    async connect(): Promise<string> {
      const id = await createConnection(pool)
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
      const { products } = await control<{ products: Truth[] }>('GET', `/${vendor}/ledger?store=${store.key}`)
      const rows = await productRows(pool, connectionId)
      expect(rows.length).toBe(products.length)
      const known = new Map(rows.map((row) => [row.id, row]))
      const differing = products.filter(({ sourceId, quantity, priceMinor }) => {
        const row = known.get(sourceId)
        return !row || Number(row.quantity) !== quantity || (priceMinor !== null && row.price !== priceMinor)
      })
      expect(differing).toEqual([])
    },
  }
}
