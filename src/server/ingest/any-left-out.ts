import type { Pool } from 'pg'
import type { SyncEntity } from '#server/model/sync.ts'
import type { RunLease } from './hold-run.ts'
import { placeMark } from './set-aside.ts'

/**
 * Whether the POS could not hand out some record of what a run has read to its end, so that what is missing may be there
 * all the same. Closes what earlier runs found so and this one did not.
 * @param whole the run has read all there is: only then it tells of the others
 */
export async function anyLeftOut(
  pool: Pool,
  run: RunLease,
  entity: SyncEntity,
  whole: boolean,
): Promise<boolean> {
  const place = [run.scope.connectionId, entity, `${placeMark}%`, run.id]
  const of = `connection_id = $1 AND entity = $2 AND source_id LIKE $3 AND resolved_at IS NULL`
  if (whole) {
    await pool.query(
      `UPDATE record_issue SET resolved_at = now() WHERE ${of} AND run_id IS DISTINCT FROM $4`,
      place,
    )
  }
  const { rows } = await pool.query(`SELECT FROM record_issue WHERE ${of} AND run_id = $4 LIMIT 1`, place)
  return rows.length > 0
}
