import type { PoolClient } from 'pg'
import type { Adapter, MapContext, SourceRecord } from '#server/adapters/contract.ts'
import { ingestBatches } from '#server/inventory/ingest-batches.ts'
import { ingestLevels } from '#server/inventory/ingest-levels.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { type Comparison, compareHashes } from './compare-hashes.ts'
import { hashRecords, mappingKey } from './hash-records.ts'
import { isolateFailures } from './isolate-failures.ts'
import { ingestProducts } from './products/ingest-products.ts'
import { saveIssues } from './save-issues.ts'
import { markWaiting, saveSourceRecords } from './save-source-records.ts'
import type { Batch, BatchResult, Cause, RecordCounts, RecordIssue, Scope } from './types.ts'

/** What each entity's changed records become. */
const steps: Partial<Record<SyncEntity, (batch: Batch) => Promise<BatchResult>>> = {
  products: ingestProducts,
  inventory: ingestLevels,
  batches: ingestBatches,
}

export type IngestInput = {
  tx: PoolClient
  scope: Scope
  cause: Cause
  entity: SyncEntity
  records: SourceRecord[]
  adapter: Adapter
  mapContext: MapContext
}

/**
 * The one way a record of a POS comes in, whoever brought it: unchanged ones stop at their hash, the others are kept
 * as received, mapped, written and told as events, in the caller's transaction. A record that can't be taken over
 * becomes an issue and never holds up the others.
 * The caller holds the connection's lock (`holdRun`).
 */
export async function ingestRecords(input: IngestInput): Promise<RecordCounts> {
  const { tx, scope, cause, entity, adapter, mapContext } = input
  const { records, issues } = hashRecords(input.records, mappingKey(adapter, mapContext))
  const comparisons = await compareHashes(tx, scope.connectionId, entity, records)
  const changed = comparisons.filter(({ outcome }) => outcome !== 'same' && outcome !== 'stale')
  const failed = new Set(issues.filter((issue) => issue.severity === 'error').map((issue) => issue.sourceId))
  const notStorable: RecordIssue[] = []
  await isolateFailures(
    tx,
    changed,
    async (part) => {
      for (const sourceId of await writeChanged(input, part, issues)) failed.add(sourceId)
    },
    ({ record }, error) => {
      failed.add(record.sourceId)
      notStorable.push(issueOf(record.sourceId, error))
    },
  )
  if (notStorable.length > 0 || (changed.length === 0 && issues.length > 0)) {
    await saveIssues(tx, scope, cause, entity, [], [...issues, ...notStorable])
  }
  return count(input.records.length, changed, failed)
}

async function writeChanged(
  input: IngestInput,
  part: Comparison[],
  pageIssues: RecordIssue[],
): Promise<Set<string>> {
  const { tx, scope, cause, entity } = input
  const records = await saveSourceRecords(tx, scope, cause, entity, part)
  const step = steps[entity]
  if (!step) throw new Error(`nothing is made of ${entity}`)
  const result = await step({ ...input, records })
  await markWaiting(tx, records, result.waiting)
  const sourceIds = records.map((record) => record.sourceId)
  await saveIssues(tx, scope, cause, entity, sourceIds, [...pageIssues, ...result.issues])
  return result.failed
}

function count(read: number, changed: Comparison[], failed: Set<string>): RecordCounts {
  const taken = changed.filter(({ record }) => !failed.has(record.sourceId))
  const created = taken.filter(({ outcome }) => outcome === 'new').length
  const updated = taken.length - created
  return { read, created, updated, failed: failed.size, unchanged: read - created - updated - failed.size }
}

function issueOf(sourceId: string, error: Error): RecordIssue {
  return {
    sourceId,
    recordName: '',
    code: 'not_storable',
    severity: 'error',
    field: '',
    message: `A value of this record does not fit the database (${error.message}). The last good version stays.`,
  }
}
