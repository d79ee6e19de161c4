import type { PoolClient } from 'pg'
import { sqlValues } from '#server/db/sql-values.ts'
import { rememberRefusals } from '#server/ingest/refusals.ts'
import { AppError } from '#server/lib/errors.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { type Selection, selectionCondition } from './change-filter.ts'
import { concludeWaiting } from './conclude-waiting.ts'
import { lockWaiting, type WaitingRun } from './lock-waiting.ts'

/**
 * Refuses changes of a run that waits: they are not written, and the same version of each record is not taken in, nor
 * trips the guard, until the POS says something else. When nothing is left to decide, the run is over.
 * @returns how many were refused and how many still wait
 * @throws {AppError} `conflict` the run no longer waits, is an undo, or nothing undecided was chosen
 */
export async function refuseChanges(
  tx: PoolClient,
  runId: string,
  userId: string,
  selection: Selection,
): Promise<{ refused: number; left: number }> {
  const run = await lockWaiting(tx, runId)
  if (run.mode === 'undo') throw new AppError('conflict', 'An undo is discarded as a whole, not refused.')
  const refused = await refuseStaged(tx, run, userId, selection)
  if (refused === 0) throw new AppError('conflict', 'Nothing that still waits for a decision was chosen.')
  const { rows } = await tx.query<{ left: number }>(
    `SELECT count(*)::int AS left FROM sync_change WHERE run_id = $1 AND state = 'staged'`,
    [runId],
  )
  const left = rows[0]?.left ?? 0
  if (left === 0)
    await concludeWaiting(tx, run, {
      kind: 'refused',
      message: 'Everything was refused. Nothing was written, and the same versions will not be taken in.',
    })
  return { refused, left }
}

/** Refuses and remembers what is staged and chosen; the run stays as it is. @returns how many */
export async function refuseStaged(
  tx: PoolClient,
  run: WaitingRun,
  userId: string,
  selection: Selection,
): Promise<number> {
  const sql = sqlValues([run.id, userId])
  const { rows } = await tx.query<{ entity: SyncEntity; sourceId: string; hash: string | null }>(
    `UPDATE sync_change c SET state = 'refused', decided_by_id = $2, decided_at = now(), payload = NULL
      WHERE c.run_id = $1 AND c.state = 'staged' AND c.decided_at IS NULL AND ${selectionCondition(selection, sql)}
      RETURNING c.entity, c.source_id AS "sourceId", c.hash`,
    sql.values,
  )
  const by = { connectionId: run.connectionId, runId: run.id, userId }
  for (const [entity, changes] of Map.groupBy(rows, (row) => row.entity)) {
    const refused = changes.flatMap(({ sourceId, hash }) => (hash === null ? [] : [{ sourceId, hash }]))
    await rememberRefusals(tx, by, entity, refused)
  }
  return rows.length
}
