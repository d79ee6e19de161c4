import type { Queryable } from '../db/transaction.ts'
import type { Membership } from './identity.ts'

/** The stores a person may see, by name, for the store switcher and for pickers. */
export async function listStoreNames(
  db: Queryable,
  membership: Membership,
): Promise<{ id: string; name: string; timeZone: string }[]> {
  const { rows } = await db.query<{ id: string; name: string; timeZone: string }>(
    `SELECT id, name, time_zone AS "timeZone" FROM store
      WHERE organization_id = $1 AND ($2::uuid[] IS NULL OR id = ANY($2)) ORDER BY name`,
    [membership.organizationId, membership.storeIds],
  )
  return rows
}
