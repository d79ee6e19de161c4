import type { Queryable } from '#server/db/transaction.ts'

export type RefusalReason = 'signature' | 'too_large' | 'unreadable'
export type Refusal = { connectionId: string; reason: RefusalReason }

/** Counts what was turned away, by connection, hour and reason; nothing of it is kept. */
export async function countRefusals(db: Queryable, refusals: Refusal[]): Promise<void> {
  const groups = [...Map.groupBy(refusals, ({ connectionId, reason }) => `${connectionId} ${reason}`)].sort(
    ([a], [b]) => (a < b ? -1 : 1),
  )
  const rows = groups.flatMap(([, [first, ...others]]) =>
    first ? [{ ...first, count: 1 + others.length }] : [],
  )
  await db.query(
    `INSERT INTO webhook_refusal AS r (connection_id, hour, reason, count)
     SELECT connection_id, date_trunc('hour', now()), reason, count
       FROM unnest($1::uuid[], $2::text[], $3::int[]) WITH ORDINALITY AS i(connection_id, reason, count, place)
      ORDER BY place
     ON CONFLICT (connection_id, hour, reason) DO UPDATE SET count = r.count + excluded.count, last_at = now()`,
    [rows.map((row) => row.connectionId), rows.map((row) => row.reason), rows.map((row) => row.count)],
  )
}
