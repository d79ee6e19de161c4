import type { Pool } from 'pg'
import { isPersonal, type SyncEntity } from '#server/model/sync.ts'
import type { ClaimedRun } from '../claim-run.ts'
import { knownBefore } from '../known-before.ts'

/**
 * Whether what a run reads of an entity is kept as changes and judged before it is written. Not the first reading of an
 * entity, which finds everything new and takes it in page by page; nor what is read of people, which no menu shows: of
 * them only who is gone is judged. A dry run keeps everything. The same answer each time a run is taken up.
 */
export async function isStaged(pool: Pool, run: ClaimedRun, entity: SyncEntity): Promise<boolean> {
  if (run.dry || run.mode === 'undo') return true
  if (isPersonal(entity)) return false
  return knownBefore(pool, run, entity)
}
