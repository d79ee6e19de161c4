import type { PoolClient } from 'pg'
import type { Adapter, MapContext, Page } from '#server/adapters/contract.ts'
import type { Sealer } from '#server/lib/seal.ts'
import type { SyncEntity, SyncPhase } from '#server/model/sync.ts'
import { holdRun, type RunLease } from './hold-run.ts'
import { ingestRecords } from './ingest-records.ts'
import { moveCheckpoint } from './move-checkpoint.ts'
import { saveIssues } from './save-issues.ts'
import { leftOutIssues } from './set-aside.ts'
import type { RecordCounts } from './types.ts'
import { makeVirtualNotices } from './virtual-notices.ts'

export type PageInput = {
  tx: PoolClient
  run: RunLease
  entity: SyncEntity
  /** Counts from 1 in each entity of a run. */
  number: number
  page: Page
  /** How many of the POS's pages it is made of. */
  pages: number
  fetchMs: number
  /** When the page's request left: the POS says what it says as of then. */
  observedAt: Date
  /** What is found is news, not a first reading. */
  news?: boolean
  adapter: Adapter
  mapContext: MapContext
  sealer: Sealer
}

/**
 * Takes in one page and moves the run's checkpoint past it, in the caller's transaction: both happen or neither.
 * @returns what became of the page's records
 * @throws {LeaseLostError} another worker holds the run now; nothing was written
 * @throws {RunCancelledError} a person asked to stop; nothing was written
 */
export async function ingestPage(input: PageInput): Promise<RecordCounts> {
  const { tx, run, entity, page, number } = input
  const started = performance.now()
  const phases = await holdRun(tx, run)
  const result = await ingestRecords({
    ...input,
    scope: run.scope,
    cause: { runId: run.id },
    records: page.records.map((record) => ({ ...record, observedAt: input.observedAt })),
  })
  const leftOut = leftOutIssues(page.leftOut)
  await saveIssues(tx, run.scope, { runId: run.id }, entity, [], leftOut)
  const counts = { ...result, read: result.read + leftOut.length, failed: result.failed + leftOut.length }
  if (input.news) {
    const { manifest } = input.adapter
    const { outcomes } = counts
    const { id: runId, scope } = run
    await makeVirtualNotices(tx, { scope, runId, entity, manifest, phases, outcomes, removed: [] })
  }
  await moveCheckpoint(tx, {
    ...{ run, entity, number, page, fetchMs: input.fetchMs, writeMs: performance.now() - started },
    phases,
    count: (phase) => counted(phase, counts, input),
    counts,
    changed: counts.created + counts.updated > 0,
  })
  return counts
}

function counted(phase: SyncPhase, counts: RecordCounts, { page, pages }: PageInput): SyncPhase {
  return {
    ...phase,
    pages: phase.pages + pages,
    total: page.total ?? phase.total,
    read: phase.read + counts.read,
    created: phase.created + counts.created,
    updated: phase.updated + counts.updated,
    unchanged: phase.unchanged + counts.unchanged,
    failed: phase.failed + counts.failed,
  }
}
