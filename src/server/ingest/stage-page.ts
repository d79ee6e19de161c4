import type { PoolClient } from 'pg'
import { isPersonal, type SyncEntity, type SyncPhase } from '#server/model/sync.ts'
import { keyedHash } from '#server/people/lookup-key.ts'
import { type Comparison, compareHashes } from './compare-hashes.ts'
import { hashRecords, mappingKey } from './hash-records.ts'
import { holdRun } from './hold-run.ts'
import type { PageInput } from './ingest-page.ts'
import { sha256 } from './ingest-records.ts'
import { isolateFailures } from './isolate-failures.ts'
import { moveCheckpoint } from './move-checkpoint.ts'
import { previewRecords } from './preview/preview-records.ts'
import type { Preview } from './preview/types.ts'
import { setAsideRefused } from './refusals.ts'
import { type ChangeRow, saveChanges } from './save-changes.ts'
import { saveIssues } from './save-issues.ts'
import { identifyRecords } from './save-source-records.ts'
import { leftOutIssues, type SetAside, setAsideIssues } from './set-aside.ts'
import { sealStaged } from './staged-payload.ts'
import type { HashedRecord } from './types.ts'

/** `staged`: whether an earlier page of the entity has staged anything; `dry`: nothing at all is written besides. */
export type StageInput = PageInput & { staged: boolean; dry: boolean }

/**
 * Reads one page without writing what it changes: unchanged records stop at their hash as ever, the others are mapped,
 * compared with what is stored, and kept as changes that wait for the guard; the run's checkpoint moves past the page
 * in the same transaction. What a person has refused is not staged again; a record that breaks the page is set aside.
 * @returns whether the page staged anything
 * @throws {LeaseLostError | RunCancelledError} see `holdRun`
 */
export async function stagePage(input: StageInput): Promise<boolean> {
  const { tx, run, entity, page, dry } = input
  const started = performance.now()
  const phases = await holdRun(tx, run)
  const digest = isPersonal(entity) ? await keyedHash(tx, run.scope.organizationId, input.sealer) : sha256
  const received = page.records.map((record) => ({ ...record, observedAt: input.observedAt }))
  const { records, issues } = hashRecords(received, mappingKey(input.adapter, input.mapContext), digest)
  const { connectionId } = run.scope
  const compared = await compareHashes(tx, connectionId, entity, records)
  const comparisons = await setAsideRefused(tx, connectionId, entity, compared, digest, !dry)
  const differing = comparisons.filter(({ outcome }) => outcome === 'new' || outcome === 'changed')
  const position = phases.find((phase) => phase.entity === entity)?.read ?? 0
  const aside: SetAside[] = []
  const changes = await changesOf(input, differing, position, digest, aside)
  issues.push(...(await setAsideIssues(tx, run.scope, entity, input.sealer, aside)))
  const leftOut = leftOutIssues(page.leftOut)
  await saveChanges(tx, run.id, entity, changes)
  if (input.staged) await unstage(tx, run.id, entity, records, changes)
  // What could not be read is known of a dry run, too: nothing may seem gone because of it.
  await saveIssues(tx, run.scope, { runId: run.id }, entity, [], [...(dry ? [] : issues), ...leftOut])
  const created = changes.filter(({ action }) => action === 'create').length
  const failed = new Set(
    [...issues, ...leftOut].filter(({ severity }) => severity === 'error').map(({ sourceId }) => sourceId),
  ).size
  const read = page.records.length + leftOut.length
  const unchanged = read - changes.length - failed
  await moveCheckpoint(tx, {
    ...{ run, entity, number: input.number, page, fetchMs: input.fetchMs, phases },
    writeMs: performance.now() - started,
    count: (phase) => counted(phase, input, { read, unchanged, failed }),
    counts: { read, created, updated: changes.length - created, unchanged, failed },
    changed: false,
  })
  return changes.length > 0
}

/** What the page would change. Nothing of an erased person is kept, so nothing of theirs is staged. */
async function changesOf(
  input: StageInput,
  differing: Comparison[],
  position: number,
  digest: (json: string) => string,
  aside: SetAside[],
): Promise<ChangeRow[]> {
  const { run, entity } = input
  const previews = new Map<string, Preview>()
  await isolateFailures(
    input.tx,
    differing,
    async (part) => {
      const batch = { ...input, scope: run.scope, records: identifyRecords(part) }
      for (const [sourceId, preview] of await previewRecords(entity, batch)) previews.set(sourceId, preview)
    },
    ({ record }, error) => aside.push({ record, error }),
  )
  return differing.flatMap(({ record, stored }, index): ChangeRow[] => {
    const preview = previews.get(record.sourceId)
    if (!preview) return []
    const { person, ...told } = preview
    const { sourceId, json, sourceUpdatedAt } = record
    const place = { runId: run.id, entity, sourceId, organizationId: run.scope.organizationId }
    const payload = person ? sealStaged(json, person, place) : json
    if (payload === null) return []
    return [
      {
        ...told,
        sourceId,
        position: position + index,
        action: stored && !stored.deleted ? 'update' : 'create',
        payload,
        hash: digest(json),
        sourceUpdatedAt,
        observedAt: input.observedAt,
        baseVersion: baseVersionOf(stored),
        state: 'staged',
      },
    ]
  })
}

/** The stored version a change starts from: 0 when there is none, negative when it is removed. */
export function baseVersionOf(stored: { version: number; deleted: boolean } | null | undefined): number {
  if (!stored) return 0
  return stored.deleted ? -stored.version : stored.version
}

/** A record that an earlier page had differently and this one has as it is stored is no change any more. */
async function unstage(
  tx: PoolClient,
  runId: string,
  entity: SyncEntity,
  records: HashedRecord[],
  changes: ChangeRow[],
): Promise<void> {
  const staged = new Set(changes.map(({ sourceId }) => sourceId))
  const others = records.map(({ sourceId }) => sourceId).filter((sourceId) => !staged.has(sourceId))
  await tx.query(
    'DELETE FROM sync_change WHERE run_id = $1 AND entity = $2 AND source_id = ANY($3::text[])',
    [runId, entity, others],
  )
}

function counted(
  phase: SyncPhase,
  { page, pages }: PageInput,
  counts: { read: number; unchanged: number; failed: number },
): SyncPhase {
  return {
    ...phase,
    pages: phase.pages + pages,
    total: page.total ?? phase.total,
    read: phase.read + counts.read,
    unchanged: phase.unchanged + counts.unchanged,
    failed: phase.failed + counts.failed,
  }
}
