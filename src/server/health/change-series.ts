import type { Queryable } from '#server/db/transaction.ts'
import { type ChangeKind, changeKinds } from './count-changes.ts'

export type ChangePoint = { at: Date } & Record<ChangeKind, number>

/**
 * How much changed through a connection in each of the last hours, oldest first, quiet ones as zeros. By day from three
 * days on. What the subscriber `change-counts` has read so far.
 */
export async function changeSeries(
  db: Queryable,
  connectionId: string,
  hours: number,
): Promise<ChangePoint[]> {
  const unit = hours > 72 ? 'day' : 'hour'
  const { rows } = await db.query<{ at: Date; counts: Partial<Record<ChangeKind, number>> }>(
    `SELECT slot AS at, coalesce(jsonb_object_agg(c.kind, c.count) FILTER (WHERE c.kind IS NOT NULL), '{}') AS counts
       FROM generate_series(date_trunc($3, now() - make_interval(hours => $2::int), 'UTC'), now(),
                            ('1 ' || $3)::interval) AS slot
       LEFT JOIN (SELECT date_trunc($3, hour, 'UTC') AS at, kind, sum(count)::int AS count FROM change_count
                   WHERE connection_id = $1 AND hour >= now() - make_interval(hours => $2::int + 24)
                   GROUP BY 1, 2) c ON c.at = slot
      GROUP BY slot ORDER BY slot`,
    [connectionId, hours, unit],
  )
  const zeros = Object.fromEntries(changeKinds.map((kind) => [kind, 0])) as Record<ChangeKind, number>
  return rows.map(({ at, counts }) => ({ at, ...zeros, ...counts }))
}
