import { exactTime } from '#lib/time.ts'
import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { keptSince } from '#server/events/partitions.ts'
import { AppError } from '#server/lib/errors.ts'

/** `from`: the earliest moment the catalogue of a scope can be seen as of; null: nothing to see yet. */
export type TravelRange = { from: Date | null }

/**
 * How far back events tell enough: to the first connection, but no further than events are kept, and for connections
 * older than this record of changes not before it began.
 */
export async function travelRange(
  db: Queryable,
  scope: QueryScope,
  now: Date,
  keepMonths: number,
): Promise<TravelRange> {
  const sql = sqlValues()
  const { rows } = await db.query<{ first: Date | null; recorded: Date | null }>(
    `SELECT min(c.created_at) AS first,
            max(c.recorded_since) FILTER (WHERE c.recorded_since > c.created_at) AS recorded
       FROM connection c WHERE ${scopeCondition('c', scope, sql)}`,
    sql.values,
  )
  const { first = null, recorded = null } = rows[0] ?? {}
  if (!first) return { from: null }
  const bounds = [first, keptSince(now, keepMonths), ...(recorded ? [recorded] : [])]
  return { from: new Date(Math.max(...bounds.map((each) => each.getTime()))) }
}

/** @throws {AppError} invalid when the catalogue cannot be seen as of this moment */
export async function requireMoment(
  db: Queryable,
  scope: QueryScope,
  at: Date,
  now: Date,
  keepMonths: number,
): Promise<void> {
  if (at > now) throw new AppError('invalid', 'That moment has not come yet. Choose an earlier one.')
  const { from } = await travelRange(db, scope, now, keepMonths)
  if (from && at < from)
    throw new AppError(
      'invalid',
      `The catalogue can be seen as far back as ${exactTime(from, 'UTC')}. What was before is not known. Choose a later moment.`,
    )
}
