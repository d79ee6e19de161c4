import type { PoolClient } from 'pg'
import type { Page } from '#server/adapters/contract.ts'
import { type LiveNotice, liveChannel, liveText } from '#server/events/notify-live.ts'
import { storableText } from '#server/lib/storable-text.ts'
import type { SyncEntity, SyncPhase } from '#server/model/sync.ts'
import type { RunLease } from './hold-run.ts'
import type { RecordCounts } from './types.ts'

export type PageDone = {
  run: RunLease
  entity: SyncEntity
  /** Counts from 1 in each entity of a run. */
  number: number
  page: Page
  fetchMs: number
  writeMs: number
  /** The run's phases as `holdRun` gave them, and this entity's with the page counted in. */
  phases: SyncPhase[]
  count: (phase: SyncPhase) => SyncPhase
  counts: RecordCounts
  /** Whether what people see of these records differs now. */
  changed: boolean
}

/** Moves a run's checkpoint past a page, in the transaction that wrote it, and tells those who watch. */
export async function moveCheckpoint(tx: PoolClient, done: PageDone): Promise<void> {
  const { run, entity, page, counts } = done
  const phases = done.phases.map((phase) => (phase.entity === entity ? done.count(phase) : phase))
  await tx.query(
    `WITH page AS (
       INSERT INTO sync_page (run_id, entity, number, cursor, done, source_ids, read, created, updated, unchanged,
                              failed, fetch_ms, write_ms)
       VALUES ($1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     )
     UPDATE sync_run SET phases = $2, heartbeat_at = now(), attempts = 0, error_kind = NULL, error_message = NULL
      WHERE id = $1
      RETURNING pg_notify($15, $16), CASE WHEN $17::text IS NOT NULL THEN pg_notify($15, $17) END`,
    [
      run.id,
      JSON.stringify(phases),
      entity,
      done.number,
      JSON.stringify(page.cursor),
      page.done,
      page.records.map((record) => storableText(record.sourceId)),
      counts.read,
      counts.created,
      counts.updated,
      counts.unchanged,
      counts.failed,
      Math.round(done.fetchMs),
      Math.round(done.writeMs),
      liveChannel,
      liveText({ ...run.scope, topic: 'run', id: run.id }),
      done.changed ? liveText({ ...run.scope, topic: topicOf(entity), id: run.scope.connectionId }) : null,
    ],
  )
}

/** Where those listen who look at records of this kind. */
export function topicOf(entity: SyncEntity): LiveNotice['topic'] {
  if (entity === 'customers') return 'customer'
  return entity === 'orders' ? 'order' : 'catalog'
}
