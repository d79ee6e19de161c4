import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import { notifyLive } from '#server/events/notify-live.ts'
import { holdRun } from '#server/ingest/hold-run.ts'
import { ingestRecords } from '#server/ingest/ingest-records.ts'
import { topicOf } from '#server/ingest/move-checkpoint.ts'
import { forgetRefusals, rememberRefusals } from '#server/ingest/refusals.ts'
import { removeRecords } from '#server/ingest/remove-records.ts'
import { baseVersionOf } from '#server/ingest/stage-page.ts'
import { openStaged } from '#server/ingest/staged-payload.ts'
import type { Mapping, ObservedRecord, RecordCounts } from '#server/ingest/types.ts'
import { makeVirtualNotices } from '#server/ingest/virtual-notices.ts'
import { isPersonal, type SyncEntity, type SyncPhase } from '#server/model/sync.ts'
import { changePhase } from '../change-phase.ts'
import type { ClaimedRun } from '../claim-run.ts'

/** Small enough that others who write to the connection never wait long, large enough that sets pay. */
export const batchSize = 500

/**
 * `chosen`: only what a person has approved, and only where the stored record is still the one they were shown.
 * `refusing`: what is written takes something back, which is remembered so that the next sync does not bring it again.
 */
export type WriteRules = { chosen: boolean; refusing: boolean }

type StagedRow = {
  sourceId: string
  action: 'create' | 'update' | 'remove'
  payload: string | null
  hash: string | null
  sourceUpdatedAt: Date | null
  observedAt: Date
  baseVersion: number
  decidedById: string | null
}
type WrittenState = 'applied' | 'overtaken' | 'failed'
type Written = { states: Map<string, WrittenState>; counts: RecordCounts; removed: number }

/**
 * Writes what a run has staged of one entity, batch by batch: each batch is taken in through the one `ingestRecords`
 * or removed, its rows marked and the phase counted, in one transaction. A worker that takes the run up again goes on
 * with the rows still staged; key: the row's state.
 * @throws {LeaseLostError | RunCancelledError} see `holdRun`; batches written before stay written
 */
export async function writeChanges(
  pool: Pool,
  run: ClaimedRun,
  entity: SyncEntity,
  rules: WriteRules,
  mapping: Mapping,
): Promise<void> {
  for (;;) {
    const wrote = await inTransaction(async (tx) => {
      const phases = await holdRun(tx, run)
      const rows = await nextBatch(tx, run.id, entity, rules)
      if (rows.length === 0) return false
      const written = await writeBatch(tx, { run, phases }, entity, rules, rows, mapping)
      await changePhase(tx, run, entity, (phase) => counted(phase, written))
      await markRows(tx, run.id, entity, written.states)
      // As with a page: what fails after this made progress.
      await tx.query('UPDATE sync_run SET attempts = 0 WHERE id = $1', [run.id])
      const { organizationId, storeId, connectionId } = run.scope
      await notifyLive(tx, {
        organizationId,
        storeId,
        connectionId,
        topic: topicOf(entity),
        id: connectionId,
      })
      await notifyLive(tx, { organizationId, storeId, connectionId, topic: 'run', id: run.id })
      return true
    }, pool)
    if (!wrote) return
  }
}

async function nextBatch(
  tx: PoolClient,
  runId: string,
  entity: SyncEntity,
  { chosen }: WriteRules,
): Promise<StagedRow[]> {
  const { rows } = await tx.query<StagedRow>(
    `SELECT source_id AS "sourceId", action, payload, hash, source_updated_at AS "sourceUpdatedAt",
            observed_at AS "observedAt", base_version AS "baseVersion", decided_by_id AS "decidedById"
       FROM sync_change
      WHERE run_id = $1 AND entity = $2 AND state = 'staged' AND ($3 OR decided_at IS NOT NULL)
      ORDER BY position LIMIT $4`,
    [runId, entity, !chosen, batchSize],
  )
  return rows
}

async function writeBatch(
  tx: PoolClient,
  { run, phases }: { run: ClaimedRun; phases: SyncPhase[] },
  entity: SyncEntity,
  rules: WriteRules,
  rows: StagedRow[],
  mapping: Mapping,
): Promise<Written> {
  const { connectionId } = run.scope
  const moved = await findMoved(tx, connectionId, entity, rows)
  const states = new Map<string, WrittenState>()
  // What nobody was shown is decided by the POS's own clock, in `ingestRecords`; what is gone has no clock.
  const overtaken = rows.filter((row) => moved.has(row.sourceId) && (rules.chosen || row.action === 'remove'))
  for (const { sourceId } of overtaken) states.set(sourceId, 'overtaken')
  const going = rows.filter(({ sourceId }) => !states.has(sourceId))
  if (rules.chosen)
    await forgetRefusals(
      tx,
      connectionId,
      entity,
      going.map(({ sourceId }) => sourceId),
    )
  const taken = going.filter(({ action }) => action !== 'remove')
  const records = await recordsOf(tx, run, entity, taken, mapping)
  const cause = { runId: run.id }
  const { outcomes, ...counts } = await ingestRecords({
    ...{ tx, scope: run.scope, cause, entity, records },
    ...mapping,
  })
  for (const { sourceId } of taken) states.set(sourceId, stateOf(outcomes.get(sourceId)))
  const removed = going.filter(({ action }) => action === 'remove')
  const [first] = removed
  if (first && entity !== 'orders') {
    const sourceIds = removed.map(({ sourceId }) => sourceId)
    await removeRecords(tx, run.scope, cause, entity, sourceIds, first.observedAt)
    for (const sourceId of sourceIds) states.set(sourceId, 'applied')
  }
  if (run.mode !== 'undo') {
    await makeVirtualNotices(tx, {
      ...{ scope: run.scope, runId: run.id, entity, manifest: mapping.adapter.manifest, phases, outcomes },
      removed: entity === 'orders' ? [] : removed.map(({ sourceId }) => sourceId),
    })
  }
  if (rules.refusing) {
    const applied = going.flatMap(({ sourceId, hash }) =>
      hash !== null && states.get(sourceId) === 'applied' ? [{ sourceId, hash }] : [],
    )
    const userId = going[0]?.decidedById ?? null
    await rememberRefusals(tx, { connectionId, runId: run.id, userId }, entity, applied)
  }
  const left = rows.filter(({ action }) => action !== 'remove').length - records.length
  const unchanged = counts.unchanged + left
  const removedCount = removed.filter(({ sourceId }) => states.get(sourceId) === 'applied').length
  return { states, counts: { ...counts, unchanged }, removed: removedCount }
}

/** Those whose stored record is no longer the one they were compared with. */
async function findMoved(
  tx: PoolClient,
  connectionId: string,
  entity: SyncEntity,
  rows: StagedRow[],
): Promise<Set<string>> {
  const found = await tx.query<{ sourceId: string; version: number; deleted: boolean }>(
    `SELECT source_id AS "sourceId", version, deleted_at IS NOT NULL AS deleted FROM source_record
      WHERE connection_id = $1 AND entity = $2 AND source_id = ANY($3::text[])`,
    [connectionId, entity, rows.map(({ sourceId }) => sourceId)],
  )
  const stored = new Map(found.rows.map((row) => [row.sourceId, baseVersionOf(row)]))
  return new Set(
    rows
      .filter(({ sourceId, baseVersion }) => (stored.get(sourceId) ?? 0) !== baseVersion)
      .map(({ sourceId }) => sourceId),
  )
}

/** Staged payloads as records again; those of people erased meanwhile are left out. */
async function recordsOf(
  tx: PoolClient,
  run: ClaimedRun,
  entity: SyncEntity,
  rows: StagedRow[],
  { sealer }: Mapping,
): Promise<ObservedRecord[]> {
  const kept = rows.flatMap(({ sourceId, payload }) => (payload === null ? [] : [{ sourceId, payload }]))
  const of = { runId: run.id, entity, organizationId: run.scope.organizationId }
  const texts = isPersonal(entity)
    ? await openStaged(tx, sealer, of, kept)
    : new Map(kept.map(({ sourceId, payload }) => [sourceId, payload]))
  return rows.flatMap(({ sourceId, sourceUpdatedAt, observedAt }) => {
    const text = texts.get(sourceId)
    return text === undefined ? [] : [{ sourceId, payload: JSON.parse(text), sourceUpdatedAt, observedAt }]
  })
}

/** A record that was not handed in, or is older than what came meanwhile, was overtaken. */
function stateOf(outcome: string | undefined): WrittenState {
  if (outcome === 'failed') return 'failed'
  return outcome === undefined || outcome === 'stale' || outcome === 'dropped' ? 'overtaken' : 'applied'
}

/** Records that were read but not written stay as they were. */
function counted(phase: SyncPhase, { counts, removed }: Written): SyncPhase {
  return {
    ...phase,
    created: phase.created + counts.created,
    updated: phase.updated + counts.updated,
    failed: phase.failed + counts.failed,
    unchanged: phase.unchanged + counts.unchanged,
    deleted: phase.deleted + removed,
  }
}

/** What is decided needs its payload no more: the record's versions keep it. */
async function markRows(
  tx: PoolClient,
  runId: string,
  entity: SyncEntity,
  states: Map<string, WrittenState>,
): Promise<void> {
  await tx.query(
    `UPDATE sync_change c SET state = i.state, payload = NULL
       FROM unnest($3::text[], $4::text[]) AS i(source_id, state)
      WHERE c.run_id = $1 AND c.entity = $2 AND c.source_id = i.source_id`,
    [runId, entity, [...states.keys()], [...states.values()]],
  )
}
