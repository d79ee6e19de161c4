import type { Queryable } from '#server/db/transaction.ts'

/** One topic as it stands at the vendor. `remade`: it was there, was dropped by the vendor, and is there again. */
export type SubscriptionState = {
  topic: string
  vendorId: string | null
  state: 'active' | 'missing' | 'refused'
  problem: string | null
  remade: boolean
}

/** How topics stood at the last look, by name. */
export async function loadSubscriptions(
  db: Queryable,
  connectionId: string,
): Promise<Map<string, SubscriptionState['state']>> {
  const { rows } = await db.query<{ topic: string; state: SubscriptionState['state'] }>(
    'SELECT topic, state FROM webhook_subscription WHERE connection_id = $1',
    [connectionId],
  )
  return new Map(rows.map(({ topic, state }) => [topic, state]))
}

/** Notes how topics stand now; those that are no longer asked for are forgotten. */
export async function saveSubscriptions(
  db: Queryable,
  connectionId: string,
  states: readonly SubscriptionState[],
  now: Date,
): Promise<void> {
  await db.query(
    `WITH gone AS (
       DELETE FROM webhook_subscription WHERE connection_id = $1 AND topic <> ALL($2::text[])
     )
     INSERT INTO webhook_subscription AS s (connection_id, topic, vendor_id, state, problem, remade, checked_at)
     SELECT $1, topic, vendor_id, state, problem, remade, $7
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[]) AS i(topic, vendor_id, state, problem, remade)
     ON CONFLICT (connection_id, topic) DO UPDATE SET
       vendor_id = excluded.vendor_id, state = excluded.state, problem = excluded.problem,
       remade = s.remade + excluded.remade, checked_at = excluded.checked_at`,
    [
      connectionId,
      states.map(({ topic }) => topic),
      states.map(({ vendorId }) => vendorId),
      states.map(({ state }) => state),
      states.map(({ problem }) => problem),
      states.map(({ remade }) => (remade ? 1 : 0)),
      now,
    ],
  )
}
