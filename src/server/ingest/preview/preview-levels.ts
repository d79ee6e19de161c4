import type { PoolClient } from 'pg'
import { z } from 'zod'
import { decimalText } from '#server/lib/decimal-text.ts'
import { type InventoryLevelDraft, inventoryLevelDraftSchema } from '#server/model/inventory.ts'
import { mapRecord } from '../map-record.ts'
import { type Difference, type Preview, type PreviewBatch, unreadable } from './types.ts'
import { variantNames } from './variant-names.ts'

const draftsSchema = z.array(inventoryLevelDraftSchema)

/** A level as stored, in the POS's ids. `quantity` trimmed. */
type StoredLevel = {
  recordId: string | null
  variantSourceId: string
  locationSourceId: string
  location: string
  sellable: boolean
  customerType: string
  quantity: string
}

/** What changed stock records would do to levels, by source id. Zeroed: had something to sell, and would have nothing. */
export async function previewLevels(batch: PreviewBatch): Promise<Map<string, Preview>> {
  const { tx, scope, adapter, mapContext, records } = batch
  const outcomes = records.map((record) =>
    mapRecord(record, (payload) => adapter.map.inventory(payload, mapContext), draftsSchema),
  )
  const variants = outcomes.flatMap(({ draft }) => draft ?? []).map(({ variantSourceId }) => variantSourceId)
  const stored = await loadStored(
    tx,
    scope.connectionId,
    records.map(({ recordId }) => recordId),
    variants,
  )
  const names = await variantNames(tx, scope.connectionId, [
    ...variants,
    ...stored.map(({ variantSourceId }) => variantSourceId),
  ])
  const owned = Map.groupBy(stored, ({ recordId }) => recordId)
  const byKey = new Map(stored.map((level) => [keyOf(level, level.locationSourceId), level]))
  return new Map(
    outcomes.map(({ record, draft, recordName, issues }) => {
      if (!draft) return [record.sourceId, unreadable(recordName, issues[0]?.message)]
      const wanted = draft.map((level) => ({ level, old: byKey.get(keyOf(level, level.location.sourceId)) }))
      const kept = new Set(wanted.map(({ old }) => old))
      const gone = (owned.get(record.recordId) ?? []).filter((level) => !kept.has(level))
      const first = draft[0]?.variantSourceId ?? gone[0]?.variantSourceId ?? ''
      return [record.sourceId, previewOf(names.get(first) ?? recordName, wanted, gone)]
    }),
  )
}

type Wanted = { level: InventoryLevelDraft; old: StoredLevel | undefined }

const keyOf = (level: { variantSourceId: string; customerType: string }, location: string) =>
  JSON.stringify([level.variantSourceId, location, level.customerType])

function previewOf(name: string, wanted: Wanted[], gone: StoredLevel[]): Preview {
  const difference: Difference[] = []
  let [soldBefore, soldAfter] = [0, 0]
  for (const { level, old } of wanted) {
    const after = decimalText(level.quantity, 4)
    if (old?.sellable) soldBefore += Number(old.quantity)
    if (level.location.sellable) soldAfter += Number(after)
    if (old?.quantity !== after) {
      const before = old?.quantity ?? null
      difference.push({ field: 'quantity', location: level.location.name, before, after })
    }
  }
  for (const { location, quantity, sellable } of gone) {
    if (sellable) soldBefore += Number(quantity)
    difference.push({ field: 'quantity', location, before: quantity, after: null })
  }
  return { name, difference, hides: false, zeroes: soldBefore > 0 && soldAfter <= 0, reprices: false }
}

async function loadStored(
  tx: PoolClient,
  connectionId: string,
  recordIds: string[],
  variantSourceIds: string[],
): Promise<StoredLevel[]> {
  const { rows } = await tx.query<StoredLevel>(
    `SELECT l.record_id AS "recordId", v.source_id AS "variantSourceId", o.source_id AS "locationSourceId",
            o.name AS location, o.sellable, l.customer_type AS "customerType",
            trim_scale(l.quantity)::text AS quantity
       FROM inventory_level l JOIN variant v ON v.id = l.variant_id JOIN location o ON o.id = l.location_id
      WHERE l.id IN (SELECT id FROM inventory_level WHERE record_id = ANY($2::uuid[])
                     UNION ALL
                     SELECT n.id FROM inventory_level n JOIN variant w ON w.id = n.variant_id
                      WHERE w.connection_id = $1 AND w.source_id = ANY($3::text[]))`,
    [connectionId, recordIds, [...new Set(variantSourceIds)]],
  )
  return rows
}
