import type { Pool } from 'pg'
import type { Cursor } from '#server/adapters/contract.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { ingestPage } from '#server/ingest/ingest-page.ts'
import { stagePage } from '#server/ingest/stage-page.ts'
import type { Clock } from '#server/lib/clock.ts'
import type { ClaimedRun } from './claim-run.ts'
import { knownBefore } from './known-before.ts'
import type { OpenedConnection } from './open-connection.ts'
import type { EntityPlan } from './plan-run.ts'
import { readAhead } from './read-ahead.ts'

export type SyncEntityInput = {
  pool: Pool
  run: ClaimedRun
  plan: EntityPlan
  opened: OpenedConnection
  signal: AbortSignal
  clock: Clock
  /** What the pages change is kept to be judged, not written. */
  staged: boolean
}

/**
 * Reads one entity from where the run's last page left off and takes in, or stages, page after page. The next page is fetched
 * while one is written, never more: memory does not grow with the catalogue.
 * @returns true when the POS said which page was the last, so that what is missing is known to be gone
 */
export async function syncEntity(input: SyncEntityInput): Promise<boolean> {
  const { pool, run, plan, opened, signal, clock, staged } = input
  const checkpoint = await lastPage(pool, run.id, plan)
  if (checkpoint?.done) return true
  let number = checkpoint?.number ?? 0
  // Only a page after one that staged something can find a record of it that is no change any more.
  let anyStaged = number > 0
  const { mode, since, entity } = plan
  const news = !staged && (await knownBefore(pool, run, entity))
  const source = opened.session.read(entity, { mode, since, cursor: checkpoint?.cursor ?? null })
  try {
    for await (const fetched of readAhead(source, clock)) {
      signal.throwIfAborted()
      number += 1
      await inTransaction(async (tx) => {
        const input = { tx, run, entity, number, ...fetched, ...opened }
        if (staged) anyStaged = (await stagePage({ ...input, staged: anyStaged, dry: run.dry })) || anyStaged
        else await ingestPage({ ...input, news })
      }, pool)
      if (fetched.page.done) return true
    }
    return false
  } finally {
    // Not awaited: a page still being fetched ends with the session's signal.
    source.return(undefined).catch(() => undefined)
  }
}

async function lastPage(pool: Pool, runId: string, plan: EntityPlan) {
  const { rows } = await pool.query<{ number: number; cursor: Cursor; done: boolean }>(
    'SELECT number, cursor, done FROM sync_page WHERE run_id = $1 AND entity = $2 ORDER BY number DESC LIMIT 1',
    [runId, plan.entity],
  )
  return rows[0]
}
