import type { Queryable } from '#server/db/transaction.ts'

/** What the newest run that the guard has stopped says to people; null when none waits. */
export async function waitingAttention(db: Queryable, connectionId: string): Promise<string | null> {
  const { rows } = await db.query<{ message: string | null }>(
    `SELECT error_message AS message FROM sync_run
      WHERE connection_id = $1 AND status = 'waiting_for_approval' AND error_kind = 'guard'
      ORDER BY queued_at DESC LIMIT 1`,
    [connectionId],
  )
  return rows[0]?.message ?? null
}
