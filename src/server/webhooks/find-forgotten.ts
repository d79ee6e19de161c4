import type { Queryable } from '#server/db/transaction.ts'

/**
 * Active connections with a notice whose turn it is. Each has had a job when the notice came or was to be tried again;
 * whose job was lost has been lying here.
 */
export async function findForgotten(db: Queryable): Promise<{ connectionId: string; vendor: string }[]> {
  const { rows } = await db.query<{ connectionId: string; vendor: string }>(
    `SELECT c.id AS "connectionId", c.vendor FROM connection c
      WHERE c.status = 'active' AND EXISTS (
        SELECT FROM webhook_delivery d
         WHERE d.connection_id = c.id AND d.state IN ('received', 'waiting')
           AND (d.next_attempt_at IS NULL OR d.next_attempt_at <= now()))
      ORDER BY c.id`,
  )
  return rows
}
