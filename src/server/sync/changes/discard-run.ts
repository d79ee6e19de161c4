import type { PoolClient } from 'pg'
import { concludeWaiting } from './conclude-waiting.ts'
import { lockWaiting } from './lock-waiting.ts'

/**
 * Throws away the difference of a run that waits. Nothing is written and nothing is remembered: the next sync finds the
 * same again.
 * @throws {AppError} `conflict` the run no longer waits
 */
export async function discardRun(tx: PoolClient, runId: string): Promise<void> {
  const run = await lockWaiting(tx, runId)
  await concludeWaiting(tx, run, {
    kind: 'discarded',
    message: 'This difference was thrown away. Nothing was written; the next sync looks again.',
  })
}
