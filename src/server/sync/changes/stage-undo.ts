import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '#server/db/transaction.ts'
import { holdRun } from '#server/ingest/hold-run.ts'
import { sha256 } from '#server/ingest/ingest-records.ts'
import { moveCheckpoint } from '#server/ingest/move-checkpoint.ts'
import { previewRecords } from '#server/ingest/preview/preview-records.ts'
import { gone } from '#server/ingest/refusals.ts'
import { type ChangeRow, saveChanges } from '#server/ingest/save-changes.ts'
import { sealStaged } from '#server/ingest/staged-payload.ts'
import type { Mapping } from '#server/ingest/types.ts'
import { canonicalJson } from '#server/lib/canonical-json.ts'
import type { Clock } from '#server/lib/clock.ts'
import { isPersonal, type SyncEntity } from '#server/model/sync.ts'
import { keyedHash } from '#server/people/lookup-key.ts'
import { openVersions } from '#server/people/open-versions.ts'
import type { ClaimedRun } from '../claim-run.ts'
import { findWritten, type WrittenRecord } from './find-written.ts'
import { stageRemovals } from './stage-removals.ts'
import { batchSize } from './write-changes.ts'

export type StageUndoInput = {
  pool: Pool
  run: ClaimedRun
  entity: SyncEntity
  opened: Mapping
  signal: AbortSignal
  clock: Clock
}

/**
 * Instead of reading a POS: stages, page by page, what takes back what the undone run has changed of an entity. What it
 * created is to be removed, what it removed to come back, everything else to become the version before. Records that
 * changed again since are staged as overtaken: they are left alone and listed. Orders it created stay, since an order is
 * never gone; nothing comes back of people who were erased.
 * @returns true, when every record was looked at
 * @throws {LeaseLostError | RunCancelledError} see `holdRun`
 */
export async function stageUndo(input: StageUndoInput): Promise<boolean> {
  const { pool, run, entity, signal } = input
  const { number: from, after: start, undoes } = await checkpointOf(pool, run.id, entity)
  let [number, after] = [from, start]
  for (let done = false; !done; ) {
    signal.throwIfAborted()
    number += 1
    const rows = await inTransaction(async (tx) => {
      const phases = await holdRun(tx, run)
      const written = await findWritten(tx, undoes, entity, after, batchSize)
      const position = phases.find((phase) => phase.entity === entity)?.read ?? 0
      await stageRows(tx, input, written, position)
      done = written.length < batchSize
      const cursor = { after: written.at(-1)?.recordId ?? after }
      const read = written.length
      await moveCheckpoint(tx, {
        ...{ run, entity, number, phases, fetchMs: 0, writeMs: 0, changed: false },
        page: { records: [], cursor, done, total: null },
        count: (phase) => ({ ...phase, pages: phase.pages + 1, read: phase.read + read }),
        counts: { read, created: 0, updated: 0, unchanged: 0, failed: 0 },
      })
      return written
    }, pool)
    after = rows.at(-1)?.recordId ?? after
  }
  return true
}

async function checkpointOf(pool: Pool, runId: string, entity: SyncEntity) {
  const { rows } = await pool.query<{ undoes: string; number: number; after: string | null }>(
    `SELECT r.undoes_run_id AS undoes, coalesce(p.number, 0) AS number, p.cursor->>'after' AS after
       FROM sync_run r
       LEFT JOIN LATERAL (SELECT number, cursor FROM sync_page WHERE run_id = r.id AND entity = $2
                           ORDER BY number DESC LIMIT 1) p ON true
      WHERE r.id = $1`,
    [runId, entity],
  )
  const [row] = rows
  if (!row) throw new Error('the undoing run is gone')
  return row
}

/** A record to write again: its JSON, and the hash of what it takes back. */
type Restored = { record: WrittenRecord; json: string; hash: string; state: ChangeRow['state'] }

async function stageRows(
  tx: PoolClient,
  input: StageUndoInput,
  written: WrittenRecord[],
  position: number,
): Promise<void> {
  const { run, entity, opened, clock } = input
  const readable = await openAll(tx, input, written)
  const digest = isPersonal(entity) ? await keyedHash(tx, run.scope.organizationId, opened.sealer) : sha256
  const restored: Restored[] = []
  const removals: { sourceId: string; hash: string; baseVersion: number; state: ChangeRow['state'] }[] = []
  for (const { record, now, before } of readable) {
    const state = isAsLeft(record) ? 'staged' : 'overtaken'
    if (record.removed) restored.push({ record, json: canonicalJson(now), hash: gone, state })
    else if (record.before !== null)
      restored.push({ record, json: canonicalJson(before), hash: digest(canonicalJson(now)), state })
    else if (entity !== 'orders') {
      const hash = digest(canonicalJson(now))
      removals.push({ sourceId: record.sourceId, hash, baseVersion: record.left, state })
    }
  }
  await saveChanges(tx, run.id, entity, await changesOf(tx, input, restored, position))
  if (entity === 'orders') return
  const at = { position: position + restored.length, observedAt: clock.now() }
  await stageRemovals(tx, { id: run.id, connectionId: run.scope.connectionId }, entity, removals, at)
}

/** Whether nobody has changed a record since the run left it. */
function isAsLeft({ version, deleted, left, removed }: WrittenRecord): boolean {
  return version === left && deleted === removed
}

/** The records with their payloads in the clear; those of erased people are left out. */
async function openAll(tx: PoolClient, { run, entity, opened }: StageUndoInput, written: WrittenRecord[]) {
  if (!isPersonal(entity))
    return written.map((record) => ({ record, now: record.payload, before: record.before?.payload }))
  const nowOf = ({ recordId, version, payload }: WrittenRecord) => ({ recordId, version, payload })
  const beforeOf = ({ recordId, before }: WrittenRecord) => (before ? { recordId, ...before } : null)
  const versions = written.flatMap((record) => [nowOf(record), beforeOf(record) ?? []].flat())
  const open = await openVersions(tx, opened.sealer, run.scope.organizationId, versions)
  return written.flatMap((record) => {
    const earlier = beforeOf(record)
    const opens = { now: open(nowOf(record)), before: earlier && open(earlier) }
    return opens.now === null || (earlier && opens.before === null) ? [] : [{ record, ...opens }]
  })
}

async function changesOf(
  tx: PoolClient,
  { run, entity, opened, clock }: StageUndoInput,
  restored: Restored[],
  position: number,
): Promise<ChangeRow[]> {
  const observedAt = clock.now()
  const records = restored.map(({ record: { recordId, sourceId, version, sourceUpdatedAt }, json }) => ({
    ...{ recordId, sourceId, version, sourceUpdatedAt, observedAt, json, isNew: false },
    payload: JSON.parse(json),
    hash: '',
  }))
  const previews = await previewRecords(entity, { tx, scope: run.scope, records, ...opened })
  return restored.flatMap(({ record, json, hash, state }, index): ChangeRow[] => {
    const preview = previews.get(record.sourceId)
    if (!preview) return []
    const { person, ...told } = preview
    const { sourceId, sourceUpdatedAt, left, removed } = record
    const place = { runId: run.id, entity, sourceId, organizationId: run.scope.organizationId }
    const payload = person ? sealStaged(json, person, place) : json
    if (payload === null) return []
    return [
      {
        ...told,
        ...{ sourceId, payload, hash, sourceUpdatedAt, observedAt, state },
        position: position + index,
        action: removed ? 'create' : 'update',
        // Its own time stays, so that the version it takes back does not count as newer.
        baseVersion: removed ? -left : left,
      },
    ]
  })
}
