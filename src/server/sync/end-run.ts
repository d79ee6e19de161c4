import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import { notifyLive } from '#server/events/notify-live.ts'
import type { RunStatus, SyncPhase } from '#server/model/sync.ts'
import { auditMissed } from '#server/webhooks/audit-missed.ts'
import { missedAttention } from '#server/webhooks/missed-attention.ts'
import { supersedeWaiting } from './changes/supersede-waiting.ts'
import { waitingAttention } from './changes/waiting-attention.ts'
import type { ClaimedRun } from './claim-run.ts'
import { releaseClaims } from './claims.ts'
import { before } from './run-status.ts'

export type RunEnd = {
  status: Exclude<RunStatus, 'planned' | 'running' | 'cancelling'>
  errorKind: string | null
  errorMessage: string | null
  /** Words for the connection when a person must act; null clears them; undefined leaves them. */
  attention: string | null | undefined
}

/**
 * Ends a run this worker holds and lets others have what it read. Does nothing when another worker took over.
 * @returns whether this worker ended it
 */
export async function endRun(pool: Pool, run: ClaimedRun, end: RunEnd, now: Date): Promise<boolean> {
  return inTransaction(async (tx) => {
    const { rows } = await tx.query<{ phases: SyncPhase[] }>(
      `UPDATE sync_run SET status = $3, error_kind = $4, error_message = $5, ended_at = now(), heartbeat_at = now()
        WHERE id = $1 AND lease_token = $2 AND status = ANY($6::text[]) RETURNING phases`,
      [run.id, run.leaseToken, end.status, end.errorKind, end.errorMessage, before(end.status)],
    )
    const [ended] = rows
    if (!ended) return false
    const phases = ended.phases.map((phase) => closedPhase(phase, end.status, now))
    await tx.query('UPDATE sync_run SET phases = $2 WHERE id = $1', [run.id, JSON.stringify(phases)])
    await releaseClaims(tx, [run.id])
    const { organizationId, storeId, connectionId } = run.scope
    await supersedeWaiting(tx, run, end.status)
    await auditMissed(tx, connectionId)
    await updateConnection(tx, run, end)
    await notifyLive(tx, { organizationId, storeId, topic: 'run', id: run.id, connectionId })
    await notifyLive(tx, { organizationId, storeId, topic: 'connection', id: connectionId, connectionId })
    return true
  }, pool)
}

function closedPhase(phase: SyncPhase, status: RunEnd['status'], now: Date): SyncPhase {
  if (phase.status !== 'running' || status === 'waiting_for_approval') return phase
  return {
    ...phase,
    status: status === 'cancelled' ? 'cancelled' : 'failed',
    step: null,
    endedAt: now.toISOString(),
  }
}

async function updateConnection(tx: PoolClient, run: ClaimedRun, end: RunEnd) {
  const { connectionId } = run.scope
  const looked = run.dry || run.mode === 'undo'
  const synced = !looked && ['succeeded', 'suspicious', 'partly_failed'].includes(end.status)
  const attention =
    end.attention === null
      ? ((await waitingAttention(tx, connectionId)) ?? (await missedAttention(tx, connectionId)))
      : end.attention
  await tx.query(
    `UPDATE connection SET updated_at = now(),
            last_synced_at = CASE WHEN $2 THEN now() ELSE last_synced_at END,
            attention = CASE WHEN $3 THEN $4 ELSE attention END
      WHERE id = $1`,
    [connectionId, synced, attention !== undefined, attention ?? null],
  )
}

/**
 * Puts a run back into the queue after a failure that will pass, or because its worker is stopping.
 * It counts as resumed when this claim got the run further, else as stalled.
 * @param reason null when the attempt says nothing about the POS (the worker stops)
 */
export async function releaseRun(
  pool: Pool,
  run: ClaimedRun,
  reason: { kind: string; message: string } | null,
): Promise<void> {
  const { organizationId, storeId, connectionId } = run.scope
  await inTransaction(async (tx) => {
    await tx.query(
      `UPDATE sync_run SET status = 'planned', error_kind = $3, error_message = $4, heartbeat_at = now(),
              attempts = CASE WHEN $3::text IS NULL THEN greatest(attempts - 1, 0) ELSE attempts END,
              resumed = resumed + CASE WHEN $3::text IS NOT NULL AND attempts = 0 THEN 1 ELSE 0 END,
              stalled = stalled + CASE WHEN $3::text IS NOT NULL AND attempts > 0 THEN 1 ELSE 0 END
        WHERE id = $1 AND lease_token = $2 AND status = ANY($5::text[])`,
      [run.id, run.leaseToken, reason?.kind ?? null, reason?.message ?? null, before('planned')],
    )
    await notifyLive(tx, { organizationId, storeId, topic: 'run', id: run.id, connectionId })
  }, pool)
}
