import type { Queryable } from '#server/db/transaction.ts'
import { AdapterError } from '../adapters/errors.ts'
import type { Clock } from '../lib/clock.ts'
import { tokensNeeded } from './lanes.ts'
import { paceOf } from './pace.ts'
import type { RateBudget } from './ports.ts'
import type { Lane, RateLimitRule } from './types.ts'

/**
 * The calls a vendor allows, shared by all processes: one token bucket a key in PostgreSQL, on its clock. Each permission
 * is one statement that locks the row, so two processes never get the same token; a refusal writes nothing.
 * @param options.random numbers in [0, 1), so that those who wait don't ask in step
 */
export function createRateBudget(options: { db: Queryable; clock: Clock; random: () => number }): RateBudget {
  const { db, clock, random } = options
  return {
    async take(rule, lane, { deadline, signal }) {
      for (;;) {
        const waitMs = await tryTake(db, rule, lane)
        if (waitMs === 0) return
        if (clock.now().getTime() + waitMs > deadline.getTime()) throw noCallBefore(waitMs)
        await clock.sleep(waitMs + Math.ceil(random() * 10), signal)
      }
    },
    async block(rule, ms) {
      await db.query(
        `INSERT INTO rate_budget AS b (key, tokens, refilled_at, blocked_until)
         VALUES ($1, 0, clock_timestamp(), clock_timestamp() + $2 * interval '1 ms')
         ON CONFLICT (key) DO UPDATE SET blocked_until = greatest(b.blocked_until, excluded.blocked_until)`,
        [rule.key, ms],
      )
    },
  }
}

/** Tokens there would be now; `$2` is the burst, `$3` the milliseconds for one. A clock set back gives none. */
const refilled = `least($2::float8, b.tokens
  + greatest(0, extract(epoch FROM clock_timestamp() - b.refilled_at)::float8 * 1000) / $3::float8)`

/**
 * Takes a token if the lane may.
 * @returns 0 when taken, else the milliseconds until it is worth asking again
 */
export async function tryTake(db: Queryable, rule: RateLimitRule, lane: Lane): Promise<number> {
  const { burst, spacingMs } = paceOf(rule)
  const values = [rule.key, burst, spacingMs, tokensNeeded(lane, burst)]
  const taken = await db.query(
    `INSERT INTO rate_budget AS b (key, tokens, refilled_at) VALUES ($1, $2::float8 - 1, clock_timestamp())
     ON CONFLICT (key) DO UPDATE SET tokens = ${refilled} - 1, refilled_at = clock_timestamp()
     WHERE ${refilled} >= $4::float8 AND (b.blocked_until IS NULL OR b.blocked_until <= clock_timestamp())`,
    values,
  )
  if (taken.rowCount === 1) return 0
  const { rows } = await db.query<{ ms: number }>(
    `SELECT ceil(greatest(1, ($4::float8 - ${refilled}) * $3::float8,
              extract(epoch FROM b.blocked_until - clock_timestamp())::float8 * 1000)) AS ms
     FROM rate_budget b WHERE key = $1`,
    values,
  )
  return rows[0]?.ms ?? 1
}

function noCallBefore(waitMs: number): AdapterError {
  const seconds = Math.ceil(waitMs / 1000)
  return new AdapterError(
    'rate_limited',
    `The POS allows no further call for ${seconds} s. Cairn goes on then.`,
    {
      retryAfterMs: waitMs,
    },
  )
}
