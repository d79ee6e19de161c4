import { z } from 'zod'
import { mapRecord } from '#server/ingest/map-record.ts'
import type { Batch, BatchResult } from '#server/ingest/types.ts'
import { newId } from '#server/lib/ids.ts'
import { batchDraftSchema } from '#server/model/inventory.ts'
import { findVariants } from './find-variants.ts'
import { splitKnown } from './split-known.ts'

const draftsSchema = z.array(batchDraftSchema)

/** Turns changed batch records into batches. A batch the newer version of its record leaves out is removed. */
export async function ingestBatches(batch: Batch): Promise<BatchResult> {
  const { tx, scope, adapter, mapContext, records } = batch
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
  await tx.query('DELETE FROM batch WHERE record_id = ANY($1::uuid[]) AND source_id <> ALL($2::text[])', [
    mapped.map(({ record }) => record.recordId),
    wanted.map((draft) => draft.sourceId),
  ])
  await tx.query(
    `INSERT INTO batch (id, variant_id, connection_id, source_id, lot, compliance_tag, location_name, quantity, unit,
                        reserved, sellable, received_on, harvested_on, expires_on, lab_results, record_id)
     SELECT id, "variantId", $1, "sourceId", lot, "complianceTag", "locationName", quantity, unit,
            reserved, sellable, "receivedOn", "harvestedOn", "expiresOn", "labResults", "recordId"
       FROM jsonb_to_recordset($2::jsonb) AS i(id uuid, "variantId" uuid, "sourceId" text, lot text,
            "complianceTag" text, "locationName" text, quantity numeric, unit text, reserved numeric, sellable bool,
            "receivedOn" date, "harvestedOn" date, "expiresOn" date, "labResults" jsonb, "recordId" uuid)
     ON CONFLICT (connection_id, source_id) DO UPDATE SET
       variant_id = excluded.variant_id, lot = excluded.lot, compliance_tag = excluded.compliance_tag,
       location_name = excluded.location_name, quantity = excluded.quantity, unit = excluded.unit,
       reserved = excluded.reserved, sellable = excluded.sellable, received_on = excluded.received_on,
       harvested_on = excluded.harvested_on, expires_on = excluded.expires_on, lab_results = excluded.lab_results,
       record_id = excluded.record_id, changed_at = now()`,
    [scope.connectionId, JSON.stringify(wanted)],
  )
  return {
    issues: [...outcomes.flatMap((outcome) => outcome.issues), ...issues],
    failed: new Set(outcomes.filter(({ draft }) => draft === null).map(({ record }) => record.sourceId)),
    waiting,
  }
}
