import { Decimal } from 'decimal.js'
import type { InventoryLevelDraft } from '../../model/inventory.ts'
import type { MappingIssue } from '../../model/issue.ts'
import type { Mapped } from '../contract.ts'
import { invalidValue, missing, onePerField, partlyMissing } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { parseTimestamp } from '../kit/time.ts'
import { measuredIn } from './measurement.ts'
import { availabilitySchema, stockSchema } from './schema.ts'

/** One line of stock, whichever service it came from. */
type StockLine = {
  place: string | null
  name: string
  quantity: string | null
  updatedAt: string | null
  field: string
}

/**
 * A product with its `Availability` → a level for each room, several lines of one room added up; a record of the older
 * Availability service → one level for the store.
 */
export function mapInventory(payload: unknown): Mapped<InventoryLevelDraft[]> {
  const isOlder =
    typeof payload === 'object' && payload !== null && 'Quantity' in payload && !('Availability' in payload)
  return isOlder ? mapAvailability(payload) : mapStock(payload)
}

function mapStock(payload: unknown): Mapped<InventoryLevelDraft[]> {
  const { record, issues } = parseLeniently(stockSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }
  const recordName = record.Name ?? record.ProductId ?? 'Stock without a product'
  if (record.ProductId === null) issues.push(missing('ProductId', 'the stock was left out'))
  // An empty list is a product without stock; no list at all says nothing of it.
  if (!record.Availability) issues.push(missing('Availability', 'the stock was left out'))
  if (record.ProductId === null || !record.Availability) return { draft: null, issues, recordName }

  const lines = record.Availability.flatMap((row, index): StockLine[] => {
    if (row === null) return []
    const { RoomId, LocationId, InStockQuantity: quantity, UpdatedDateUtc: updatedAt } = row
    // No call tells the names of rooms.
    const name = RoomId === null ? 'Whole store' : `Room ${RoomId}`
    const field = `Availability.${index}.InStockQuantity`
    return [{ place: RoomId ?? LocationId, name, quantity, updatedAt, field }]
  })
  const unit = measuredIn(record.MeasurementType, issues)
  const draft = levelsOf(record.ProductId, lines, unit, issues)
  return { draft, issues: onePerField(issues), recordName }
}

function mapAvailability(payload: object): Mapped<InventoryLevelDraft[]> {
  const { record, issues } = parseLeniently(availabilitySchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }
  const recordName = record.Id ?? 'Stock without a product'
  if (record.Id === null) issues.push(missing('Id', 'the stock was left out'))
  if (record.Id === null) return { draft: null, issues, recordName }
  const { EntityId: place, Quantity: quantity } = record
  const line = { place, name: 'Whole store', quantity, updatedAt: null, field: 'Quantity' }
  // Grams show by their fraction alone: this service doesn't say what it counts in.
  const unit = quantity?.includes('.') ? 'g' : 'each'
  return { draft: levelsOf(record.Id, [line], unit, issues), issues, recordName }
}

function levelsOf(
  variantSourceId: string,
  lines: StockLine[],
  unit: 'each' | 'g',
  issues: MappingIssue[],
): InventoryLevelDraft[] {
  const levels = new Map<string, InventoryLevelDraft>()
  for (const line of lines) {
    const quantity = quantityOf(line, issues)
    if (quantity === null) continue
    const sourceId = line.place ?? 'store'
    const known = levels.get(sourceId)
    levels.set(sourceId, {
      variantSourceId,
      location: { sourceId, name: line.name, sellable: true },
      customerType: 'both',
      quantity: quantity.plus(known?.quantity ?? 0).toFixed(),
      bound: 'exact',
      unit,
      sourceUpdatedAt: later(known?.sourceUpdatedAt ?? null, line.updatedAt),
    })
  }
  return [...levels.values()]
}

/** More sold than was counted in leaves a negative number at the POS; on the shelf there is none. */
function quantityOf({ quantity, field }: StockLine, issues: MappingIssue[]): Decimal | null {
  if (quantity === null) {
    issues.push(partlyMissing(field, 'this line of stock was left out'))
    return null
  }
  const number = new Decimal(quantity)
  if (!number.lt(0)) return number
  issues.push(invalidValue(field, quantity, 'it was taken as 0'))
  return new Decimal(0)
}

function later(known: Date | null, text: string | null): Date | null {
  const time = text === null ? null : parseTimestamp(text, 'UTC')
  if (!known || !time) return known ?? time
  return known > time ? known : time
}
