import type { Pool } from 'pg'
import { changesKeptDays } from '#lib/changes-kept-days.ts'
import type { RunStatus } from '#server/model/sync.ts'
import { activeStatuses } from '../run-status.ts'

/** A sync that waits for a person has ended its reading; until it is decided its difference is needed. */
const undecided: RunStatus[] = [...activeStatuses, 'waiting_for_approval']

/**
 * Removes the differences of syncs that ended long enough ago; what they counted stays. One that is just being undone
 * keeps its own: the undo reads there what was removed.
 * @param atOnce rows a statement removes: a deletion of millions would hold up those who write
 * @returns how many were removed
 */
export async function tidyChanges(pool: Pool, signal: AbortSignal, atOnce = 5_000): Promise<number> {
  let removed = 0
  for (;;) {
    signal.throwIfAborted()
    const { rowCount } = await pool.query(
      `DELETE FROM sync_change WHERE (run_id, entity, source_id) IN (
         SELECT c.run_id, c.entity, c.source_id
           FROM sync_run r JOIN sync_change c ON c.run_id = r.id
          WHERE r.ended_at < now() - $1 * interval '1 day' AND r.status <> ALL($3::text[]) AND NOT EXISTS (
                SELECT FROM sync_run u
                 WHERE u.connection_id = r.connection_id AND u.undoes_run_id = r.id AND u.status = ANY($3::text[]))
          LIMIT $2)`,
      [changesKeptDays, atOnce, undecided],
    )
    removed += rowCount ?? 0
    if ((rowCount ?? 0) < atOnce) return removed
  }
}
