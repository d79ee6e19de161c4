import { hash } from 'node:crypto'
import type { PoolClient } from 'pg'
import type { Adapter, MapContext } from '#server/adapters/contract.ts'
import { ingestCustomers } from '#server/customers/ingest-customers.ts'
import { ingestBatches } from '#server/inventory/ingest-batches.ts'
import { ingestLevels } from '#server/inventory/ingest-levels.ts'
import type { Sealer } from '#server/lib/seal.ts'
import { isPersonal, type SyncEntity } from '#server/model/sync.ts'
import { ingestOrders } from '#server/orders/ingest-orders.ts'
import { keyedHash } from '#server/people/lookup-key.ts'
import { type Comparison, compareHashes } from './compare-hashes.ts'
import { hashRecords, mappingKey } from './hash-records.ts'
import { isolateFailures } from './isolate-failures.ts'
import { ingestProducts } from './products/ingest-products.ts'
import { setAsideRefused } from './refusals.ts'
import { saveIssues } from './save-issues.ts'
import { identifyRecords, markObserved, markWaiting, saveSourceRecords } from './save-source-records.ts'
import { type SetAside, setAsideIssues } from './set-aside.ts'
import type {
  Batch,
  BatchResult,
  Cause,
  ChangedRecord,
  IngestResult,
  ObservedRecord,
  RecordCounts,
  RecordIssue,
  RecordOutcome,
  Scope,
} from './types.ts'

/** What each entity's changed records become. */
const steps: Record<SyncEntity, (batch: Batch) => Promise<BatchResult>> = {
  products: ingestProducts,
  inventory: ingestLevels,
  batches: ingestBatches,
  customers: ingestCustomers,
  orders: ingestOrders,
}

export type IngestInput = {
  tx: PoolClient
  scope: Scope
  cause: Cause
  /** What brought single records, where it isn't what brought the rest; by source id. */
  causes?: ReadonlyMap<string, Cause>
  entity: SyncEntity
  records: ObservedRecord[]
  /** Records to be mapped again though nothing is new in them, by source id. */
  remap?: ReadonlySet<string>
  adapter: Adapter
  mapContext: MapContext
  sealer: Sealer
}

/**
 * The one way a record of a POS comes in, whoever brought it: unchanged ones stop at their hash, the others are kept
 * as received (those of people sealed), mapped, written and told as events, in the caller's transaction. A record that
 * can't be taken over becomes an issue and never holds up the others; one of an erased person leaves no trace.
 * The caller holds the connection's lock (`holdRun`).
 */
export async function ingestRecords(input: IngestInput): Promise<IngestResult> {
  const { tx, scope, cause, entity, adapter, mapContext } = input
  const causeOf = (sourceId: string) => input.causes?.get(sourceId) ?? cause
  const digest = isPersonal(entity) ? await keyedHash(tx, scope.organizationId, input.sealer) : sha256
  const { records, issues } = hashRecords(input.records, mappingKey(adapter, mapContext), digest)
  const known = await compareHashes(tx, scope.connectionId, entity, records)
  const remapped = new Set(known.filter((each) => isRemapped(each, input.remap)).map(sourceIdOf))
  const compared = known.map((each) => (remapped.has(sourceIdOf(each)) ? again(each) : each))
  const comparisons = await setAsideRefused(tx, scope.connectionId, entity, compared, digest)
  const changed = comparisons.filter(({ outcome }) => isToTake(outcome))
  const failed = new Set(issues.filter((issue) => issue.severity === 'error').map((issue) => issue.sourceId))
  const dropped = new Set<string>()
  const aside: SetAside[] = []
  await isolateFailures(
    tx,
    changed,
    async (part) => {
      const result = await writeChanged(
        { ...input, causeOf, hash: digest, records: identifyRecords(part) },
        issues,
      )
      for (const sourceId of result.failed) failed.add(sourceId)
      for (const sourceId of result.dropped) dropped.add(sourceId)
    },
    ({ record }, error) => {
      failed.add(record.sourceId)
      aside.push({ record, error })
    },
  )
  if (aside.length > 0 || (changed.length === 0 && issues.length > 0)) {
    const found = await setAsideIssues(tx, scope, entity, input.sealer, aside)
    await saveIssues(tx, scope, cause, entity, [], [...issues, ...found])
  }
  if ('deliveryId' in cause) {
    const same = comparisons.filter(({ outcome }) => outcome === 'same')
    await markObserved(
      tx,
      scope.connectionId,
      entity,
      same.map(({ record }) => record),
    )
  }
  const taken = changed.filter(({ record }) => !dropped.has(record.sourceId))
  const outcomes = new Map<string, RecordOutcome>(
    comparisons.map(({ record: { sourceId }, outcome }) => [
      sourceId,
      failed.has(sourceId) ? 'failed' : dropped.has(sourceId) ? 'dropped' : outcomeNames[outcome],
    ]),
  )
  for (const sourceId of remapped)
    if (outcomes.get(sourceId) === 'updated') outcomes.set(sourceId, 'remapped')
  for (const sourceId of failed) outcomes.set(sourceId, 'failed')
  return { ...count(input.records.length, taken, failed), outcomes }
}

const isToTake = (outcome: Comparison['outcome']) =>
  outcome === 'new' || outcome === 'changed' || outcome === 'again'

const sourceIdOf = ({ record }: Comparison) => record.sourceId

const isRemapped = ({ outcome, record }: Comparison, remap: ReadonlySet<string> | undefined) =>
  outcome === 'same' && remap?.has(record.sourceId) === true

/** When it was observed stays as it is known: that it is mapped again is no news of the POS. */
const again = (comparison: Comparison): Comparison => ({
  ...comparison,
  record: { ...comparison.record, observedAt: null },
  outcome: 'again',
})

const outcomeNames: Record<Comparison['outcome'], RecordOutcome> = {
  new: 'created',
  changed: 'updated',
  again: 'updated',
  same: 'unchanged',
  stale: 'stale',
  refused: 'unchanged',
}

/** What records that tell of nobody are compared by. */
export const sha256 = (text: string) => hash('sha256', text)

/** @returns the records that failed, and those of erased people, of which nothing was kept */
async function writeChanged(
  batch: Batch,
  pageIssues: RecordIssue[],
): Promise<{ failed: Set<string>; dropped: Set<string> }> {
  const { tx, scope, cause, causeOf, entity, records } = batch
  const result = await steps[entity](batch)
  const kept = isPersonal(entity) ? sealedOnly(records, result.kept ?? new Map()) : records
  await saveSourceRecords(tx, scope, causeOf, entity, kept)
  await markWaiting(tx, kept, result.waiting)
  const sourceIds = new Set(records.map((record) => record.sourceId))
  const dropped = sourceIds.difference(new Set(kept.map((record) => record.sourceId)))
  const issues = [...pageIssues, ...result.issues].filter((issue) => !dropped.has(issue.sourceId))
  await saveIssues(tx, scope, cause, entity, [...sourceIds], issues)
  return { failed: result.failed.difference(dropped), dropped }
}

function sealedOnly(records: ChangedRecord[], kept: Map<string, string>): ChangedRecord[] {
  return records.flatMap((record) => {
    const json = kept.get(record.sourceId)
    return json === undefined ? [] : [{ ...record, json }]
  })
}

function count(read: number, changed: Comparison[], failed: Set<string>): RecordCounts {
  const taken = changed.filter(({ record }) => !failed.has(record.sourceId))
  const created = taken.filter(({ outcome }) => outcome === 'new').length
  const updated = taken.length - created
  return { read, created, updated, failed: failed.size, unchanged: read - created - updated - failed.size }
}
