import type { PoolClient } from 'pg'
import { notifyLive } from '#server/events/notify-live.ts'
import { endWaiting } from './end-waiting.ts'
import type { WaitingRun } from './lock-waiting.ts'
import { waitingAttention } from './waiting-attention.ts'

/** Ends a run that a person has decided against, and takes back what it asked of people. */
export async function concludeWaiting(
  tx: PoolClient,
  run: WaitingRun,
  reason: Parameters<typeof endWaiting>[2],
): Promise<void> {
  await endWaiting(tx, run.id, reason)
  await settleAttention(tx, run)
}

/** Once a waiting run is decided on, the connection asks for the next one that waits, or for nothing. */
export async function settleAttention(tx: PoolClient, run: WaitingRun): Promise<void> {
  const { id, organizationId, storeId, connectionId } = run
  if (run.message !== null)
    await tx.query(
      'UPDATE connection SET attention = $3, updated_at = now() WHERE id = $1 AND attention = $2',
      [connectionId, run.message, await waitingAttention(tx, connectionId)],
    )
  await notifyLive(tx, { organizationId, storeId, topic: 'run', id, connectionId })
  await notifyLive(tx, { organizationId, storeId, topic: 'connection', id: connectionId, connectionId })
}
