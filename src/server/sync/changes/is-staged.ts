import type { Pool } from 'pg'
import { isPersonal, type SyncEntity } from '#server/model/sync.ts'
import type { ClaimedRun } from '../claim-run.ts'

/**
 * Whether what a run reads of an entity is kept as changes and judged before it is written. Not the first reading of an
 * entity, which finds everything new and takes it in page by page; nor what is read of people, which no menu shows: of
 * them only who is gone is judged. A dry run keeps everything. The same answer each time a run is taken up.
 */
export async function isStaged(pool: Pool, run: ClaimedRun, entity: SyncEntity): Promise<boolean> {
  if (run.dry || run.mode === 'undo') return true
  if (isPersonal(entity)) return false
  const { rows } = await pool.query<{ known: boolean }>(
    `SELECT EXISTS (SELECT FROM source_record
              WHERE connection_id = $1 AND entity = $2
                AND first_seen_at < (SELECT started_at FROM sync_run WHERE id = $3)) AS known`,
    [run.scope.connectionId, entity, run.id],
  )
  return rows[0]?.known ?? false
}
