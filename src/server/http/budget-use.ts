import type { Queryable } from '#server/db/transaction.ts'
import type { RateLimitRule } from './types.ts'

/** Remembers under which key a connection calls, so that the budget's state can be shown for it. */
export async function noteBudgetUse(db: Queryable, connectionId: string, rule: RateLimitRule): Promise<void> {
  const [counts, capacity, perSecond] =
    'points' in rule
      ? ['points', rule.points, rule.restorePerSecond]
      : ['calls', rule.capacity, rule.perSecond]
  await db.query(
    `INSERT INTO rate_use (connection_id, key, counts, capacity, per_second, used_at)
     VALUES ($1, $2, $3, $4, $5, clock_timestamp())
     ON CONFLICT (connection_id, key) DO UPDATE
       SET counts = excluded.counts, capacity = excluded.capacity, per_second = excluded.per_second,
           used_at = excluded.used_at`,
    [connectionId, rule.key, counts, capacity, perSecond],
  )
}
