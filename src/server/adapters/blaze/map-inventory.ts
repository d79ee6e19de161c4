import { Decimal } from 'decimal.js'
import type { InventoryLevelDraft } from '../../model/inventory.ts'
import type { MappingIssue } from '../../model/issue.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { invalidValue, missing, onePerField, partlyMissing } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { customerTypeOf, isLoose } from './map-variant.ts'
import { stockSchema } from './schema.ts'
import { chosenRooms, roomKey } from './settings.ts'

/** A product with its rooms → a level for each room that counts; no room stands for another. */
export function mapInventory(payload: unknown, { settings }: MapContext): Mapped<InventoryLevelDraft[]> {
  const { record, issues } = parseLeniently(stockSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }
  const { id, quantities } = record
  const recordName = record.name ?? id ?? 'Stock without a product'
  if (id === null) issues.push(missing('id', 'the stock was left out'))
  if (quantities === null) issues.push(missing('quantities', 'the stock was left out'))
  if (id === null || quantities === null) return { draft: null, issues, recordName }

  const names = new Map(record.rooms.map((room) => [room.id, room.name]))
  const chosen = chosenRooms(settings['rooms'])
  const counts = (...keys: string[]) => chosen.size === 0 || keys.some((key) => chosen.has(roomKey(key)))
  const customerType = customerTypeOf(record.productSaleType, issues)
  const unit = isLoose(record) ? 'g' : 'each'
  const levels = new Map<string, InventoryLevelDraft>()
  quantities.forEach((each, index) => {
    const { inventoryId } = each
    const field = `quantities.${index}`
    if (inventoryId === null) {
      issues.push(partlyMissing(`${field}.inventoryId`, 'this quantity was left out'))
      return
    }
    const name = names.get(inventoryId) ?? `Inventory ${inventoryId}`
    if (!counts(name, inventoryId)) return
    // What is promised to somebody cannot be sold; only newer shops tell it apart.
    const sellable = record.sellableQuantities?.[inventoryId] ?? null
    const known = levels.get(inventoryId)
    const quantity = quantityOf(sellable ?? each.quantity, `${field}.quantity`, issues)
    // Said once a room, however many entries the room has.
    const before = sellable === null ? (known?.quantity ?? '0') : '0'
    levels.set(inventoryId, {
      variantSourceId: id,
      location: { sourceId: inventoryId, name, sellable: true },
      customerType,
      quantity: quantity.plus(before).toFixed(),
      bound: 'exact',
      unit,
      sourceUpdatedAt: null,
    })
  })
  return { draft: [...levels.values()], issues: onePerField(issues), recordName }
}

/** Below nothing is nothing, and nothing said is none. */
function quantityOf(quantity: string | null, field: string, issues: MappingIssue[]): Decimal {
  const amount = new Decimal(quantity ?? 0)
  if (quantity === null) issues.push(partlyMissing(field, 'the room counts as empty'))
  if (amount.gte(0)) return amount
  issues.push(invalidValue(field, amount.toFixed(), 'the room counts as empty'))
  return new Decimal(0)
}
