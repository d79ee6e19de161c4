import type { Queryable } from '#server/db/transaction.ts'
import { newId } from '../lib/ids.ts'
import { reservedPart } from './lanes.ts'
import type { Lane, PointLimit, PointsTold } from './types.ts'

/** Points held for a call that is under way. */
export type PointHold = { id: string; points: number }

/** What is still owed of `debt` now: it comes back as time goes by. */
const owed = `greatest(0, b.debt - b.restore_per_second * extract(epoch FROM clock_timestamp() - b.settled_at)::float8)`

/** A call dearer than the bucket waits for a full one: the vendor will say what it thinks of it. */
const cost = `least($2::float8, b.capacity)`

/** As far as a lane may go; the dearest call of the lowest lane still finds its place when nothing is owed. */
const ceiling = `greatest(b.capacity * (1 - $3::float8), ${cost})`

/** Makes the bucket of a rule, full, where it is missing. */
export async function ensureBucket(
  db: Queryable,
  { key, points, restorePerSecond }: PointLimit,
): Promise<void> {
  await db.query(
    `INSERT INTO rate_bucket (key, capacity, restore_per_second, debt, in_flight, settled_at)
     VALUES ($1, $2, $3, 0, 0, clock_timestamp()) ON CONFLICT DO NOTHING`,
    [key, points, restorePerSecond],
  )
}

/**
 * Holds what a call may cost, for `leaseMs` and the time a full bucket takes to come back at most. One statement on one
 * row: whoever waited for it judges by what the one before left.
 * @returns null when there isn't so much left for this lane, or the key is blocked
 */
export async function takePoints(
  db: Queryable,
  key: string,
  lane: Lane,
  points: number,
  leaseMs: number,
): Promise<PointHold | null> {
  const { rows } = await db.query<PointHold>(
    `WITH taken AS (
       UPDATE rate_bucket b SET in_flight = b.in_flight + ${cost}
       WHERE b.key = $1 AND ${owed} + b.in_flight + ${cost} <= ${ceiling}
         AND NOT EXISTS (SELECT FROM rate_budget WHERE key = $1 AND blocked_until > clock_timestamp())
       RETURNING b.key, ${cost} AS points, $4::float8 / 1000 + b.capacity / b.restore_per_second AS seconds
     )
     INSERT INTO rate_hold (id, key, points, held_until)
     SELECT $5, key, points, clock_timestamp() + seconds * interval '1 s' FROM taken
     RETURNING id, points`,
    [key, points, reservedPart(lane), leaseMs, newId()],
  )
  return rows[0] ?? null
}

/**
 * Ends a hold: what the call did cost is owed from now on. An answer that tells nothing leaves it at what was held. What
 * the vendor says of its bucket counts when it is less than we thought, since others may draw on it too.
 */
export async function settlePoints(db: Queryable, hold: PointHold, told: PointsTold | null): Promise<void> {
  await db.query(
    `WITH gone AS (DELETE FROM rate_hold WHERE id = $1 RETURNING key, points)
     UPDATE rate_bucket b
     SET in_flight = b.in_flight - gone.points,
         debt = greatest(${owed} + $2::float8, $3::float8 - (b.in_flight - gone.points)),
         settled_at = clock_timestamp(),
         capacity = coalesce($4::float8, b.capacity),
         restore_per_second = coalesce($5::float8, b.restore_per_second)
     FROM gone WHERE b.key = gone.key`,
    [
      hold.id,
      told ? (told.spent ?? 0) : hold.points,
      told ? told.full - told.left : 0,
      told?.full ?? null,
      told?.restorePerSecond ?? null,
    ],
  )
}

/** Ends the holds of processes that died; by now whatever they cost has come back. */
export async function dropLapsedHolds(db: Queryable, key: string): Promise<void> {
  await db.query(
    `WITH lapsed AS (
       SELECT id FROM rate_hold WHERE key = $1 AND held_until <= clock_timestamp() FOR UPDATE SKIP LOCKED
     ), gone AS (
       DELETE FROM rate_hold h USING lapsed WHERE h.id = lapsed.id RETURNING h.points
     )
     UPDATE rate_bucket b SET in_flight = b.in_flight - total.points
     FROM (SELECT sum(points) AS points FROM gone) total
     WHERE b.key = $1 AND total.points IS NOT NULL`,
    [key],
  )
}

/** @returns milliseconds until the key is no longer blocked, and until so much may be left for this lane */
export async function readPointsWait(
  db: Queryable,
  key: string,
  lane: Lane,
  points: number,
): Promise<{ blockedMs: number; freeMs: number }> {
  const { rows } = await db.query<{ blockedMs: number; freeMs: number }>(
    `SELECT coalesce((SELECT ceil(extract(epoch FROM blocked_until - clock_timestamp()) * 1000)
                      FROM rate_budget WHERE key = $1), 0)::float8 AS "blockedMs",
            greatest(0, ceil((${owed} + b.in_flight + ${cost} - ${ceiling}) / b.restore_per_second * 1000)) AS "freeMs"
     FROM rate_bucket b WHERE b.key = $1`,
    [key, points, reservedPart(lane)],
  )
  return rows[0] ?? { blockedMs: 0, freeMs: 0 }
}
