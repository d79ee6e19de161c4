import type { Queryable } from '#server/db/transaction.ts'
import { reservedSlots } from './lanes.ts'
import type { CallLimit, Lane } from './types.ts'

/** A slot that is ours until `heldUntil` (PostgreSQL's own text, so that no digit is lost). */
export type HeldSlot = { number: number; heldUntil: string }

/** Makes the slots of a rule where they are missing. */
export async function ensureSlots(db: Queryable, { key, capacity }: CallLimit): Promise<void> {
  await db.query(
    `INSERT INTO rate_slot (key, number, held_until)
     SELECT $1, number, '-infinity' FROM generate_series(1, $2::int) AS number
     ON CONFLICT DO NOTHING`,
    [key, capacity],
  )
}

/**
 * Takes a free slot for at most `leaseMs`, one of those shared by all lanes first. Locked slots are passed over, so
 * callers don't queue behind each other.
 * @returns null when none is free for this lane, or the key is blocked
 */
export async function takeSlot(
  db: Queryable,
  rule: CallLimit,
  lane: Lane,
  leaseMs: number,
): Promise<HeldSlot | null> {
  const { rows } = await db.query<HeldSlot>(
    `WITH free AS (
       SELECT key, number FROM rate_slot
       WHERE key = $1 AND number > $2 AND number <= $3 AND held_until <= clock_timestamp()
         AND NOT EXISTS (SELECT FROM rate_budget WHERE key = $1 AND blocked_until > clock_timestamp())
       ORDER BY number DESC LIMIT 1 FOR UPDATE SKIP LOCKED
     )
     UPDATE rate_slot SET held_until = clock_timestamp() + $4 * interval '1 ms'
     FROM free WHERE rate_slot.key = free.key AND rate_slot.number = free.number
     RETURNING rate_slot.number, rate_slot.held_until::text AS "heldUntil"`,
    [rule.key, reservedSlots(lane, rule.capacity), rule.capacity, leaseMs],
  )
  return rows[0] ?? null
}

/** Frees a slot `afterMs` from now, if it is still the one that was taken. */
export async function releaseSlot(
  db: Queryable,
  key: string,
  { number, heldUntil }: HeldSlot,
  afterMs: number,
): Promise<void> {
  await db.query(
    `UPDATE rate_slot SET held_until = clock_timestamp() + $4 * interval '1 ms'
     WHERE key = $1 AND number = $2 AND held_until = $3::timestamptz`,
    [key, number, heldUntil, afterMs],
  )
}

/** @returns milliseconds until the key is no longer blocked, and until a slot of this lane may be free */
export async function readWait(
  db: Queryable,
  rule: CallLimit,
  lane: Lane,
): Promise<{ blockedMs: number; freeMs: number }> {
  const { rows } = await db.query<{ blockedMs: number; freeMs: number }>(
    `SELECT coalesce((SELECT ceil(extract(epoch FROM blocked_until - clock_timestamp()) * 1000)
                      FROM rate_budget WHERE key = $1), 0)::float8 AS "blockedMs",
            coalesce(ceil(extract(epoch FROM min(held_until) - clock_timestamp()) * 1000), 0)::float8 AS "freeMs"
     FROM rate_slot WHERE key = $1 AND number > $2 AND number <= $3 AND held_until > '-infinity'`,
    [rule.key, reservedSlots(lane, rule.capacity), rule.capacity],
  )
  return rows[0] ?? { blockedMs: 0, freeMs: 0 }
}

/**
 * Lets so many calls go out within `ms` and no more: of the slots that are free or will be before then, all others are held
 * until then. Somebody else draws on the key too. Those left are the ones kept for the lanes above.
 */
export async function holdAllBut(db: Queryable, key: string, remaining: number, ms: number): Promise<void> {
  await db.query(
    `WITH beyond AS (
       SELECT key, number FROM rate_slot WHERE key = $1 AND held_until < clock_timestamp() + $3 * interval '1 ms'
       ORDER BY held_until > clock_timestamp(), number OFFSET $2 FOR UPDATE SKIP LOCKED
     )
     UPDATE rate_slot SET held_until = clock_timestamp() + $3 * interval '1 ms'
     FROM beyond WHERE rate_slot.key = beyond.key AND rate_slot.number = beyond.number`,
    [key, remaining, ms],
  )
}

/** Nobody calls under this key for `ms`; a longer block stays. */
export async function blockKey(db: Queryable, key: string, ms: number): Promise<void> {
  await db.query(
    `INSERT INTO rate_budget AS b (key, blocked_until) VALUES ($1, clock_timestamp() + $2 * interval '1 ms')
     ON CONFLICT (key) DO UPDATE SET blocked_until = greatest(b.blocked_until, excluded.blocked_until)`,
    [key, ms],
  )
}
