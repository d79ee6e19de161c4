import type { Pool } from 'pg'
import type { RunLease } from '#server/ingest/hold-run.ts'
import { LeaseLostError, RunCancelledError } from '#server/ingest/run-errors.ts'
import type { Clock } from '#server/lib/clock.ts'

/** How soon a cancel reaches a page that is still being fetched. */
const everyMs = 1_000

/**
 * Looks every second whether the run is still ours and still wanted, and aborts `controller` when it isn't.
 * Resolves when the controller is aborted, by this or by others. A database that can't be asked is no reason to stop.
 */
export async function watchRun(
  pool: Pool,
  run: RunLease,
  controller: AbortController,
  clock: Clock,
): Promise<void> {
  const { signal } = controller
  while (!signal.aborted) {
    await clock.sleep(everyMs, signal).catch(() => undefined)
    if (signal.aborted) return
    const answer = await pool
      .query<{ status: string; lease: string | null }>(
        'SELECT status, lease_token AS lease FROM sync_run WHERE id = $1',
        [run.id],
      )
      .catch(() => null)
    if (!answer) continue
    const [row] = answer.rows
    if (row?.lease !== run.leaseToken) controller.abort(new LeaseLostError())
    else if (row.status === 'cancelling') controller.abort(new RunCancelledError())
  }
}
