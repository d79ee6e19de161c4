import type { Pool } from 'pg'
import type { SyncEntity } from '#server/model/sync.ts'
import { placeMark } from './set-aside.ts'

/** Records the POS could not hand out in a run: by kind of record, what is known of them ("Record 8 of the list"). */
export type LeftOutNames = { entity: SyncEntity; names: string[] }[]

export async function leftOutNames(pool: Pool, runId: string): Promise<LeftOutNames> {
  const { rows } = await pool.query<LeftOutNames[number]>(
    `SELECT entity, array_agg(record_name ORDER BY length(source_id), source_id) AS names FROM record_issue
      WHERE run_id = $1 AND source_id LIKE $2 AND resolved_at IS NULL GROUP BY entity ORDER BY entity`,
    [runId, `${placeMark}%`],
  )
  return rows
}
