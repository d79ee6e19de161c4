import type { PoolClient } from 'pg'
import { batchJson } from '#server/catalog/travel/row-json.ts'
import type { BatchDraft } from '#server/model/inventory.ts'
import type { Placed } from './split-known.ts'

export type BatchWrite = Placed<BatchDraft> & { id: string }

/** A batch's row as an event keeps it, and whose it is. */
export type BatchRow = {
  id: string
  productId: string
  recordId: string | null
  sourceId: string
  row: Record<string, unknown>
}

const columns = `b.id, v.product_id AS "productId", b.record_id AS "recordId", b.source_id AS "sourceId",
  ${batchJson('b')} AS row`

/** The batches that came from these records, and those of these ids of the POS. */
export async function loadBatches(
  tx: PoolClient,
  connectionId: string,
  recordIds: string[],
  sourceIds: string[],
): Promise<BatchRow[]> {
  const { rows } = await tx.query<BatchRow>(
    `SELECT ${columns} FROM batch b JOIN variant v ON v.id = b.variant_id
      WHERE b.id IN (SELECT id FROM batch WHERE record_id = ANY($2::uuid[])
                     UNION ALL SELECT id FROM batch WHERE connection_id = $1 AND source_id = ANY($3::text[]))`,
    [connectionId, recordIds, sourceIds],
  )
  return rows
}

/** Removes batches and inserts or updates others. @returns the rows as they now are */
export async function saveBatches(
  tx: PoolClient,
  connectionId: string,
  batches: BatchWrite[],
  removedIds: string[],
): Promise<BatchRow[]> {
  if (removedIds.length > 0) await tx.query('DELETE FROM batch WHERE id = ANY($1::uuid[])', [removedIds])
  if (batches.length === 0) return []
  const { rows } = await tx.query<BatchRow>(
    `WITH b AS (
     INSERT INTO batch (id, variant_id, connection_id, source_id, lot, compliance_tag, location_name, quantity, unit,
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
       record_id = excluded.record_id, changed_at = now()
     RETURNING *)
     SELECT ${columns} FROM b JOIN variant v ON v.id = b.variant_id`,
    [connectionId, JSON.stringify(batches)],
  )
  return rows
}
