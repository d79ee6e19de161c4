import { allManifests } from '#server/adapters/lookup.ts'
import type { Queryable } from '#server/db/transaction.ts'

/** Active connections whose vendor's API registers webhooks, and was not asked about them for an hour. */
export async function findUnchecked(db: Queryable): Promise<string[]> {
  const vendors = allManifests()
    .filter(({ capabilities }) => capabilities.webhooks?.registeredBy === 'api')
    .map(({ id }) => id)
  const { rows } = await db.query<{ id: string }>(
    `SELECT c.id FROM connection c
      WHERE c.status = 'active' AND c.vendor = ANY($1::text[]) AND NOT EXISTS (
        SELECT FROM webhook_subscription s
         WHERE s.connection_id = c.id AND s.checked_at > now() - interval '1 hour')
      ORDER BY c.id`,
    [vendors],
  )
  return rows.map(({ id }) => id)
}
