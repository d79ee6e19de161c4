import type { PoolClient } from 'pg'

/**
 * Ends a run that waits for a person without writing anything of it. The caller has its row. What it would have changed
 * stays to be looked at; the records themselves are not kept any longer.
 * @param reason `kind`: superseded | refused | discarded
 */
export async function endWaiting(
  tx: PoolClient,
  runId: string,
  reason: { kind: 'superseded' | 'refused' | 'discarded'; message: string },
): Promise<void> {
  await tx.query(
    `UPDATE sync_run SET status = 'cancelled', error_kind = $2, error_message = $3, phases = (
        SELECT coalesce(jsonb_agg(CASE WHEN p->>'step' = 'write'
                 THEN p || jsonb_build_object('status', 'cancelled', 'step', null, 'endedAt', now()) ELSE p END
                 ORDER BY place), '[]')
          FROM jsonb_array_elements(phases) WITH ORDINALITY AS e(p, place))
      WHERE id = $1 AND status = 'waiting_for_approval'`,
    [runId, reason.kind, reason.message],
  )
  await tx.query('UPDATE sync_change SET payload = NULL WHERE run_id = $1 AND payload IS NOT NULL', [runId])
}
