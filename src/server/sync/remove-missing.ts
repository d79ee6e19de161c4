import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import { holdRun } from '#server/ingest/hold-run.ts'
import { removeRecords } from '#server/ingest/remove-records.ts'
import { changePhase } from './change-phase.ts'
import type { ClaimedRun } from './claim-run.ts'
import type { RemovableEntity } from './plan-run.ts'
import { mayRemove } from './removal-guard.ts'

/** `kept`: too many were missing, so all stayed. */
export type MissingRecords = { missing: number; known: number; kept: boolean }

/**
 * After a complete full read: removes what the POS no longer sent, unless the guard finds it too much to be true.
 * Closes the entity's phase in the same transaction: as failed when all stayed, so that a resumed run looks again.
 */
export async function removeMissing(
  pool: Pool,
  run: ClaimedRun,
  entity: RemovableEntity,
  now: Date,
): Promise<MissingRecords> {
  return inTransaction(async (tx) => {
    await holdRun(tx, run)
    const { missing, known, read, since } = await findMissing(tx, run, entity)
    const kept =
      missing.length > 0 &&
      !mayRemove(entity, { known, read, missing: missing.length }, await confirmed(tx, run, entity))
    const deleted = kept ? 0 : missing.length
    await changePhase(tx, run, entity, (phase) => ({
      ...phase,
      deleted,
      status: kept ? 'failed' : 'done',
      step: null,
      endedAt: now.toISOString(),
    }))
    if (deleted > 0) await removeRecords(tx, run.scope, { runId: run.id }, entity, missing, since)
    return { missing: missing.length, known, kept }
  }, pool)
}

/**
 * What a notice told of since the run began is there, whatever the pages read before say.
 * Set operations, not joins: after a first sync PostgreSQL has no statistics yet and would compare each with each.
 */
async function findMissing(tx: PoolClient, run: ClaimedRun, entity: RemovableEntity) {
  const { rows } = await tx.query<{ known: number; read: number; missing: string[]; since: Date }>(
    `WITH run AS (SELECT started_at FROM sync_run WHERE id = $3), known AS MATERIALIZED (
       SELECT source_id, observed_at FROM source_record
        WHERE connection_id = $1 AND entity = $2 AND deleted_at IS NULL
          AND first_seen_at < (SELECT started_at FROM run)
     ), missing AS (
       SELECT source_id FROM known WHERE observed_at IS NULL OR observed_at < (SELECT started_at FROM run)
       EXCEPT SELECT unnest(source_ids) FROM sync_page WHERE run_id = $3 AND entity = $2
     )
     SELECT (SELECT count(*)::int FROM known) AS known, (SELECT started_at FROM run) AS since,
            (SELECT coalesce(sum(read), 0)::int FROM sync_page WHERE run_id = $3 AND entity = $2) AS read,
            (SELECT coalesce(array_agg(source_id), '{}') FROM missing) AS missing`,
    [run.scope.connectionId, entity, run.id],
  )
  return rows[0] ?? { known: 0, read: 0, missing: [], since: new Date() }
}

/** A full sync that a person started after the guard spoke up means: yes, they are gone. */
async function confirmed(tx: PoolClient, run: ClaimedRun, entity: RemovableEntity): Promise<boolean> {
  if (run.trigger !== 'person') return false
  const { rows } = await tx.query<{ errorKind: string | null }>(
    `SELECT error_kind AS "errorKind" FROM sync_run
      WHERE connection_id = $1 AND queued_at < $2 AND (entities = '{}' OR $3 = ANY(entities))
      ORDER BY queued_at DESC LIMIT 1`,
    [run.scope.connectionId, run.queuedAt, entity],
  )
  return rows[0]?.errorKind === 'removal_guard'
}
