import type { PoolClient } from 'pg'

/** A customer as stored; `profile` sealed. */
export type StoredCustomer = {
  id: string
  status: string
  customerType: string | null
  profile: string | null
}

/** The stored customers among these, by source id. */
export async function loadCustomers(
  tx: PoolClient,
  connectionId: string,
  sourceIds: string[],
): Promise<Map<string, StoredCustomer>> {
  const { rows } = await tx.query<StoredCustomer & { sourceId: string }>(
    `SELECT id, source_id AS "sourceId", status, customer_type AS "customerType", profile
       FROM customer WHERE connection_id = $1 AND source_id = ANY($2::text[])`,
    [connectionId, sourceIds],
  )
  return new Map(rows.map(({ sourceId, ...customer }) => [sourceId, customer]))
}
