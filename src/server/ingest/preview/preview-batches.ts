import type { PoolClient } from 'pg'
import { z } from 'zod'
import { canonicalJson } from '#server/lib/canonical-json.ts'
import { decimalText } from '#server/lib/decimal-text.ts'
import { type BatchDraft, batchDraftSchema } from '#server/model/inventory.ts'
import { mapRecord } from '../map-record.ts'
import { type Difference, type Preview, type PreviewBatch, plain, unreadable } from './types.ts'
import { variantNames } from './variant-names.ts'

const draftsSchema = z.array(batchDraftSchema)

/** The fields people see of a batch, comparable. */
type BatchState = Record<string, unknown>
type StoredBatch = { recordId: string | null; sourceId: string; state: BatchState }

/** What changed batch records would do to batches, by source id. */
export async function previewBatches(batch: PreviewBatch): Promise<Map<string, Preview>> {
  const { tx, scope, adapter, mapContext, records } = batch
  const outcomes = records.map((record) =>
    mapRecord(record, (payload) => adapter.map.batch(payload, mapContext), draftsSchema),
  )
  const drafts = outcomes.flatMap(({ draft }) => draft ?? [])
  const stored = await loadStored(
    tx,
    scope.connectionId,
    records.map(({ recordId }) => recordId),
    drafts.map(({ sourceId }) => sourceId),
  )
  const names = await variantNames(
    tx,
    scope.connectionId,
    drafts.map(({ variantSourceId }) => variantSourceId),
  )
  const bySourceId = new Map(stored.map((one) => [one.sourceId, one]))
  const owned = Map.groupBy(stored, ({ recordId }) => recordId)
  return new Map(
    outcomes.map(({ record, draft, recordName, issues }) => {
      if (!draft) return [record.sourceId, unreadable(recordName, issues[0]?.message)]
      const wanted = new Set(draft.map(({ sourceId }) => sourceId))
      const gone = (owned.get(record.recordId) ?? []).filter(({ sourceId }) => !wanted.has(sourceId))
      const difference = [
        ...draft.flatMap((one) => differ(bySourceId.get(one.sourceId)?.state ?? {}, stateOf(one))),
        ...gone.flatMap(({ state }) => differ(state, {})),
      ]
      const name = names.get(draft[0]?.variantSourceId ?? '') ?? recordName
      const lot = draft[0]?.lot ?? draft[0]?.complianceTag
      return [record.sourceId, plain(lot ? `${name} · ${lot}` : name, difference)]
    }),
  )
}

function differ(before: BatchState, after: BatchState): Difference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((change) => canonicalJson(change.before) !== canonicalJson(change.after))
}

function stateOf(draft: BatchDraft): BatchState {
  const { sourceId: _, variantSourceId: __, ...fields } = draft
  return {
    ...fields,
    quantity: decimalText(draft.quantity, 4),
    reserved: decimalText(draft.reserved, 4),
  }
}

async function loadStored(
  tx: PoolClient,
  connectionId: string,
  recordIds: string[],
  sourceIds: string[],
): Promise<StoredBatch[]> {
  const { rows } = await tx.query<StoredBatch>(
    `SELECT record_id AS "recordId", source_id AS "sourceId", jsonb_build_object(
        'lot', lot, 'complianceTag', compliance_tag, 'locationName', location_name,
        'quantity', trim_scale(quantity)::text, 'unit', unit, 'reserved', trim_scale(reserved)::text,
        'sellable', sellable, 'receivedOn', received_on, 'harvestedOn', harvested_on, 'expiresOn', expires_on,
        'labResults', lab_results) AS state
       FROM batch
      WHERE connection_id = $1 AND (record_id = ANY($2::uuid[]) OR source_id = ANY($3::text[]))`,
    [connectionId, recordIds, sourceIds],
  )
  return rows
}
