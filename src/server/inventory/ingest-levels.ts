import { z } from 'zod'
import { appendEvents } from '#server/events/append-events.ts'
import { mapRecord } from '#server/ingest/map-record.ts'
import type { Batch, BatchResult } from '#server/ingest/types.ts'
import { decimalText } from '#server/lib/decimal-text.ts'
import { newId } from '#server/lib/ids.ts'
import { inventoryLevelDraftSchema } from '#server/model/inventory.ts'
import { findVariants } from './find-variants.ts'
import { type LevelChange, levelEvents } from './level-events.ts'
import { loadLevels, type StoredLevel } from './load-levels.ts'
import { refreshQuantities } from './refresh-quantities.ts'
import { type LevelWrite, saveLevels } from './save-levels.ts'
import { saveLocations } from './save-locations.ts'
import { splitKnown } from './split-known.ts'

const draftsSchema = z.array(inventoryLevelDraftSchema)

/**
 * Turns changed stock records into levels. A level the newer version of its record leaves out is removed; every
 * difference becomes an `inventory.changed` event of its product.
 */
export async function ingestLevels(batch: Batch): Promise<BatchResult> {
  const { tx, scope, cause, causeOf, adapter, mapContext, records } = batch
  const outcomes = records.map((record) =>
    mapRecord(record, (payload) => adapter.map.inventory(payload, mapContext), draftsSchema),
  )
  const mapped = outcomes.filter(({ draft }) => draft !== null)
  const drafts = mapped.flatMap(({ draft }) => draft ?? [])
  const variants = await findVariants(
    tx,
    scope.connectionId,
    drafts.map((draft) => draft.variantSourceId),
  )
  const { placed, issues, waiting } = splitKnown(mapped, variants)
  const locations = await saveLocations(
    tx,
    scope.connectionId,
    placed.map((draft) => draft.location),
  )

  const wanted = new Map<string, LevelWrite>()
  for (const draft of placed) {
    const locationId = locations.get(draft.location.sourceId)
    if (!locationId) throw new Error(`location ${draft.location.sourceId} was not saved`)
    const quantity = decimalText(draft.quantity, 4)
    const level = { ...draft, id: newId(), locationId, location: draft.location.name, quantity }
    wanted.set(keyOf(level), level)
  }
  const recordIds = mapped.map(({ record }) => record.recordId)
  const stored = await loadLevels(
    tx,
    recordIds,
    [...wanted.values()].map((level) => level.variantId),
  )
  const { writes, removed, changes } = compareLevels([...wanted.values()], stored, new Set(recordIds))
  await saveLevels(
    tx,
    writes,
    removed.map((level) => level.id),
  )
  const products = await refreshQuantities(
    tx,
    changes.map((change) => change.productId),
  )
  const causes = new Map(records.map((record) => [record.recordId, causeOf(record.sourceId)]))
  const events = levelEvents(changes, products, ({ recordId }) => causes.get(recordId ?? '') ?? cause)
  await appendEvents(tx, { ...scope, cause }, events)
  return {
    issues: [...outcomes.flatMap((outcome) => outcome.issues), ...issues],
    failed: new Set(outcomes.filter(({ draft }) => draft === null).map(({ record }) => record.sourceId)),
    waiting,
  }
}

type Key = { variantId: string; locationId: string; customerType: string }
const keyOf = (level: Key) => `${level.variantId} ${level.locationId} ${level.customerType}`

/** A level the POS keeps a time of its own for stays when the newer record holds it as of before. */
function isOlder(level: LevelWrite, old: StoredLevel): boolean {
  return (
    level.sourceUpdatedAt !== null &&
    old.sourceUpdatedAt !== null &&
    level.sourceUpdatedAt < old.sourceUpdatedAt
  )
}

/** What to write, what to remove (came from one of `recordIds` and is in it no longer), and what that changes. */
function compareLevels(wanted: LevelWrite[], stored: StoredLevel[], recordIds: Set<string>) {
  const before = new Map(stored.map((level) => [keyOf(level), level]))
  const keys = new Set(wanted.map(keyOf))
  const changes: LevelChange[] = []
  const writes = wanted.filter((level) => {
    const old = before.get(keyOf(level))
    if (old && isOlder(level, old)) return false
    const differs = old?.quantity !== level.quantity || old.bound !== level.bound || old.unit !== level.unit
    if (differs) {
      const [id, row] = old ? [old.id, old.row] : [level.id, null]
      changes.push({ ...level, id, row, before: old?.quantity ?? null, after: level.quantity })
    }
    return differs || old?.recordId !== level.recordId
  })
  const removed = stored.filter((level) => recordIds.has(level.recordId ?? '') && !keys.has(keyOf(level)))
  for (const level of removed) changes.push({ ...level, before: level.quantity, after: null })
  return { writes, removed, changes }
}
