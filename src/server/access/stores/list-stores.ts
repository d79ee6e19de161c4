import type { OpeningHours } from '#lib/opening-hours.ts'
import type { StoreInput } from '#lib/store-input.ts'
import type { Queryable } from '../../db/transaction.ts'
import type { Membership } from '../identity.ts'
import { storeScope } from '../scope.ts'

export type StoreRow = {
  id: string
  name: string
  address: string
  timeZone: string
  openingHours: OpeningHours
  jurisdiction: string
  customerTypes: StoreInput['customerTypes']
  connectionCount: number
}

/** The stores a person may see, in order of their names. With `storeId` that one only. */
export async function listStores(
  db: Queryable,
  viewer: Membership,
  storeId: string | null = null,
): Promise<StoreRow[]> {
  const { rows } = await db.query<StoreRow>(
    `SELECT s.id, s.name, s.address, s.time_zone AS "timeZone", s.opening_hours AS "openingHours", s.jurisdiction,
            s.customer_types AS "customerTypes",
            (SELECT count(*)::int FROM connection WHERE store_id = s.id) AS "connectionCount"
       FROM store s
      WHERE s.organization_id = $1 AND ($2::uuid[] IS NULL OR s.id = ANY($2)) AND ($3::uuid IS NULL OR s.id = $3)
      ORDER BY lower(s.name), s.id`,
    [viewer.organizationId, storeScope({ membership: viewer }), storeId],
  )
  return rows
}

/** The same in short, for the store switcher and for pickers. */
export async function listStoreNames(
  db: Queryable,
  viewer: Membership,
): Promise<{ id: string; name: string; timeZone: string }[]> {
  const stores = await listStores(db, viewer)
  return stores.map(({ id, name, timeZone }) => ({ id, name, timeZone }))
}
