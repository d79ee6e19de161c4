import type { Queryable } from '#server/db/transaction.ts'
import { newId } from '../lib/ids.ts'

/** For tests only: an organisation with a store and a draft connection of no vendor in particular. */
export async function createDraftConnection(
  db: Queryable,
): Promise<{ connectionId: string; organizationId: string }> {
  const [organizationId, storeId, connectionId] = [newId(), newId(), newId()]
  await db.query('INSERT INTO organization (id, name) VALUES ($1, $2)', [organizationId, 'Test'])
  await db.query(
    `INSERT INTO store (id, organization_id, name, time_zone, jurisdiction) VALUES ($1, $2, 'Store', 'UTC', 'US-CA')`,
    [storeId, organizationId],
  )
  await db.query(
    `INSERT INTO connection (id, organization_id, store_id, vendor, name, sign_in_method, updated_at)
     VALUES ($1, $2, $3, 'any', 'Test', 'any', now())`,
    [connectionId, organizationId, storeId],
  )
  return { connectionId, organizationId }
}
