import type { Queryable } from '#server/db/transaction.ts'
import type { Lane } from '#server/http/types.ts'

/** What a vendor allows under one key, and how much of it is taken now. */
export type BudgetKey = {
  key: string
  counts: 'calls' | 'points'
  capacity: number
  perSecond: number
  /** Calls that hold a slot, or points that are held and owed; a call holds its slot for the vendor's window. */
  taken: number
  /** The POS has asked for no call before this; null when it hasn't. */
  blockedUntil: Date | null
}

/** How long calls of a lane waited for the budget in the last hour, milliseconds. */
export type LaneWait = { lane: Lane; calls: number; p95: number; longest: number }

/** `operations`: names of the calls made in the last week. */
export type BudgetState = { keys: BudgetKey[]; lanes: LaneWait[]; operations: string[] }

/** Keys a connection has not called under for a day are no longer of interest. */
const usedWithin = '24 hours'

const lanes: readonly Lane[] = ['orders', 'stock', 'catalogue', 'history']

/**
 * What is left of the calls a connection's POS allows, over all processes and whoever shares its keys, and whose calls
 * had to wait for it.
 */
export async function budgetState(db: Queryable, connectionId: string): Promise<BudgetState> {
  const [keys, waits, operations] = await Promise.all([
    db.query<BudgetKey>(
      `SELECT u.key, u.counts, u.capacity, u.per_second AS "perSecond",
              CASE WHEN u.counts = 'points'
                   THEN coalesce((SELECT greatest(0, debt - restore_per_second * extract(epoch FROM clock_timestamp() - settled_at))
                                         + in_flight FROM rate_bucket b WHERE b.key = u.key), 0)
                   ELSE (SELECT count(*) FROM rate_slot s
                          WHERE s.key = u.key AND s.held_until > clock_timestamp()) END::float8 AS taken,
              (SELECT blocked_until FROM rate_budget b
                WHERE b.key = u.key AND blocked_until > clock_timestamp()) AS "blockedUntil"
         FROM rate_use u
        WHERE u.connection_id = $1 AND u.used_at > clock_timestamp() - $2::interval
        ORDER BY u.key`,
      [connectionId, usedWithin],
    ),
    db.query<LaneWait>(
      `SELECT lane, count(*)::int AS calls, max(waited_ms) AS longest,
              percentile_disc(0.95) WITHIN GROUP (ORDER BY waited_ms) AS p95
         FROM measurement
        WHERE connection_id = $1 AND occurred_at > clock_timestamp() - interval '1 hour'
        GROUP BY lane`,
      [connectionId],
    ),
    db.query<{ operation: string }>(
      `SELECT DISTINCT operation FROM measurement
        WHERE connection_id = $1 AND occurred_at > clock_timestamp() - interval '7 days' ORDER BY operation`,
      [connectionId],
    ),
  ])
  const order = ({ lane }: LaneWait) => lanes.indexOf(lane)
  return {
    keys: keys.rows,
    lanes: waits.rows.toSorted((a, b) => order(a) - order(b)),
    operations: operations.rows.map(({ operation }) => operation),
  }
}
