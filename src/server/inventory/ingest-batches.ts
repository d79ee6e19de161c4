import { z } from 'zod'
import { appendEvents } from '#server/events/append-events.ts'
import { mapRecord } from '#server/ingest/map-record.ts'
import type { Batch, BatchResult } from '#server/ingest/types.ts'
import { newId } from '#server/lib/ids.ts'
import { batchDraftSchema } from '#server/model/inventory.ts'
import { batchEvents } from './batch-events.ts'
import { findVariants } from './find-variants.ts'
import { loadBatches, saveBatches } from './save-batches.ts'
import { splitKnown } from './split-known.ts'

const draftsSchema = z.array(batchDraftSchema)

/**
 * Turns changed batch records into batches. A batch the newer version of its record leaves out is removed; every
 * difference becomes a `batches.changed` event of its product.
 */
export async function ingestBatches(batch: Batch): Promise<BatchResult> {
  const { tx, scope, cause, causeOf, adapter, mapContext, records } = batch
  const outcomes = records.map((record) =>
    mapRecord(record, (payload) => adapter.map.batch(payload, mapContext), draftsSchema),
  )
  const mapped = outcomes.filter(({ draft }) => draft !== null)
  const drafts = mapped.flatMap(({ draft }) => draft ?? [])
  const variants = await findVariants(
    tx,
    scope.connectionId,
    drafts.map((draft) => draft.variantSourceId),
  )
  const { placed, issues, waiting } = splitKnown(mapped, variants)
  const wanted = [...new Map(placed.map((draft) => [draft.sourceId, { ...draft, id: newId() }])).values()]
  const recordIds = new Set(mapped.map(({ record }) => record.recordId))
  const sourceIds = new Set(wanted.map((draft) => draft.sourceId))
  const before = await loadBatches(tx, scope.connectionId, [...recordIds], [...sourceIds])
  const removed = before.filter(
    (stored) => recordIds.has(stored.recordId ?? '') && !sourceIds.has(stored.sourceId),
  )
  const removedIds = removed.map(({ id }) => id)
  const after = await saveBatches(tx, scope.connectionId, wanted, removedIds)
  const causes = new Map(records.map((record) => [record.recordId, causeOf(record.sourceId)]))
  const events = batchEvents(before, after, removedIds, ({ recordId }) => causes.get(recordId ?? '') ?? cause)
  await appendEvents(tx, { ...scope, cause }, events)
  return {
    issues: [...outcomes.flatMap((outcome) => outcome.issues), ...issues],
    failed: new Set(outcomes.filter(({ draft }) => draft === null).map(({ record }) => record.sourceId)),
    waiting,
  }
}
