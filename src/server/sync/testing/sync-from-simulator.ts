/** For tests only. Imported after SIMULATORS_URL is set. */
import type { Pool } from 'pg'
import { openConnection } from '#server/connections/open-session.ts'
import { systemClock } from '#server/lib/clock.ts'
import { runSync } from '../run-sync.ts'
import { queueRun, runRow } from './sync-world.ts'

/** One sync of a connection to a simulator: taken up again after each failure that will pass, as the queue does. */
export async function syncFromSimulator(pool: Pool, connectionId: string, mode: 'full' | 'incremental') {
  const runId = await queueRun(pool, connectionId, { mode })
  const { signal } = new AbortController()
  for (;;) {
    const run = runSync({
      pool,
      open: openConnection,
      clock: systemClock,
      runId,
      signal,
    })
    const outcome = await run.catch(() => 'again' as const)
    if (outcome !== 'again') return { outcome, phases: (await runRow(pool, runId)).phases }
  }
}
