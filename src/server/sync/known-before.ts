import type { Pool } from 'pg'
import type { SyncEntity } from '#server/model/sync.ts'
import type { ClaimedRun } from './claim-run.ts'

/** Whether anything of this kind was known before the run began. The same answer each time a run is taken up. */
export async function knownBefore(pool: Pool, run: ClaimedRun, entity: SyncEntity): Promise<boolean> {
  const { rows } = await pool.query<{ known: boolean }>(
    `SELECT EXISTS (SELECT FROM source_record
              WHERE connection_id = $1 AND entity = $2
                AND first_seen_at < (SELECT started_at FROM sync_run WHERE id = $3)) AS known`,
    [run.scope.connectionId, entity, run.id],
  )
  return rows[0]?.known ?? false
}
