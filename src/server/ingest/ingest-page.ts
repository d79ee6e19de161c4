import type { PoolClient } from 'pg'
import type { Adapter, MapContext, Page } from '#server/adapters/contract.ts'
import { type LiveNotice, liveChannel, liveText } from '#server/events/notify-live.ts'
import type { Sealer } from '#server/lib/seal.ts'
import { storableText } from '#server/lib/storable-text.ts'
import type { SyncEntity, SyncPhase } from '#server/model/sync.ts'
import { holdRun, type RunLease } from './hold-run.ts'
import { ingestRecords } from './ingest-records.ts'
import type { RecordCounts } from './types.ts'

export type PageInput = {
  tx: PoolClient
  run: RunLease
  entity: SyncEntity
  /** Counts from 1 in each entity of a run. */
  number: number
  page: Page
  fetchMs: number
  /** When the page's request left: the POS says what it says as of then. */
  observedAt: Date
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
  const counts = await ingestRecords({
    ...input,
    scope: run.scope,
    cause: { runId: run.id },
    records: page.records.map((record) => ({ ...record, observedAt: input.observedAt })),
  })
  const changed = counts.created + counts.updated > 0
  await tx.query(
    `WITH page AS (
       INSERT INTO sync_page (run_id, entity, number, cursor, done, source_ids, read, created, updated, unchanged,
                              failed, fetch_ms, write_ms)
       VALUES ($1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     )
     UPDATE sync_run SET phases = $2, heartbeat_at = now(), attempts = 1, error_kind = NULL, error_message = NULL
      WHERE id = $1
      RETURNING pg_notify($15, $16), CASE WHEN $17::text IS NOT NULL THEN pg_notify($15, $17) END`,
    [
      run.id,
      JSON.stringify(phases.map((phase) => (phase.entity === entity ? counted(phase, counts, page) : phase))),
      entity,
      number,
      JSON.stringify(page.cursor),
      page.done,
      page.records.map((record) => storableText(record.sourceId)),
      counts.read,
      counts.created,
      counts.updated,
      counts.unchanged,
      counts.failed,
      Math.round(input.fetchMs),
      Math.round(performance.now() - started),
      liveChannel,
      liveText({ ...run.scope, topic: 'run', id: run.id }),
      changed ? liveText({ ...run.scope, topic: topicOf(entity), id: run.scope.connectionId }) : null,
    ],
  )
  return counts
}

function topicOf(entity: SyncEntity): LiveNotice['topic'] {
  if (entity === 'customers') return 'customer'
  return entity === 'orders' ? 'order' : 'catalog'
}

function counted(phase: SyncPhase, counts: RecordCounts, page: Page): SyncPhase {
  return {
    ...phase,
    pages: phase.pages + 1,
    total: page.total ?? phase.total,
    read: phase.read + counts.read,
    created: phase.created + counts.created,
    updated: phase.updated + counts.updated,
    unchanged: phase.unchanged + counts.unchanged,
    failed: phase.failed + counts.failed,
  }
}
