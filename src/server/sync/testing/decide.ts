/** For tests only: what a person decides on a run that waits, and what the database then holds of it. */

import type { Pool } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import { newId } from '#server/lib/ids.ts'
import { approveChanges } from '../changes/approve-changes.ts'
import type { Selection } from '../changes/change-filter.ts'
import { refuseChanges } from '../changes/refuse-changes.ts'
import { startUndo } from '../changes/start-undo.ts'
import type { RunOutcome } from '../run-sync.ts'
import type { FakePos } from './fake-pos.ts'
import { work } from './sync-world.ts'

const noQueue = async () => undefined

/** Approves and lets a worker write. */
export async function approve(
  pool: Pool,
  pos: FakePos,
  runId: string,
  selection: Selection,
): Promise<RunOutcome> {
  await inTransaction((tx) => approveChanges(tx, runId, newId(), selection, noQueue), pool)
  return work(pool, pos, runId)
}

/** Refuses; nothing is written. */
export function refuse(pool: Pool, runId: string, selection: Selection) {
  return inTransaction((tx) => refuseChanges(tx, runId, newId(), selection), pool)
}

/** Stages the undo of a run; it then waits. @returns the undoing run */
export async function stageUndoOf(pool: Pool, pos: FakePos, runId: string) {
  const undo = await inTransaction((tx) => startUndo(tx, runId, newId(), noQueue), pool)
  return { runId: undo.runId, outcome: await work(pool, pos, undo.runId) }
}

/** A run's changes in the order of the POS's ids. */
export async function changeRows(pool: Pool, runId: string, entity = 'products') {
  const { rows } = await pool.query<{
    id: string
    action: string
    state: string
    difference: unknown[]
    flags: string
  }>(
    `SELECT source_id AS id, action, state, difference,
            concat_ws(' ', CASE WHEN hides THEN 'hides' END, CASE WHEN zeroes THEN 'zeroes' END,
                      CASE WHEN reprices THEN 'reprices' END) AS flags
       FROM sync_change WHERE run_id = $1 AND entity = $2 ORDER BY length(source_id), source_id`,
    [runId, entity],
  )
  return rows
}
