import { Decimal } from 'decimal.js'
import type { InventoryLevelDraft } from '../../model/inventory.ts'
import type { MappingIssue } from '../../model/issue.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { missing } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { customerTypeOf, quantityOf, unitOf } from './map-row.ts'
import { type FlowhubRow, rowSchema, stockSchema } from './schema.ts'
import { roomKey, roomKeys } from './settings.ts'

/**
 * All packages of a product → a level for each room and kind of customer. Packages are added up; what is below nothing in
 * one was rung up from the wrong package and is missing from the others, so no more is promised than there is.
 */
export function mapInventory(payload: unknown, context: MapContext): Mapped<InventoryLevelDraft[]> {
  const { record, issues } = parseLeniently(stockSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }
  const unnamed = 'Stock without a product'
  if (!record.packages) {
    issues.push(missing('packages', 'the stock was left out'))
    return { draft: null, issues, recordName: unnamed }
  }
  let recordName = unnamed
  const levels = new Map<string, InventoryLevelDraft>()
  record.packages.forEach((each, index) => {
    const { record: row, issues: rowIssues } = parseLeniently(rowSchema, each)
    const at = `packages.${index}`
    issues.push(
      ...rowIssues.map((issue) => ({
        ...issue,
        field: [at, issue.field].join('.'),
        severity: 'warning' as const,
      })),
    )
    if (!row) return
    recordName = row.productName ?? recordName
    addPackage(row, at, levels, context, issues)
  })
  const draft = [...levels.values()].map((level) => ({
    ...level,
    quantity: Decimal.max(0, level.quantity).toFixed(),
  }))
  if (draft.length === 0 && !record.packages.some(hasIdentity)) {
    issues.push(missing('packages', 'the stock was left out'))
    return { draft: null, issues, recordName }
  }
  return { draft, issues, recordName }
}

function addPackage(
  row: FlowhubRow,
  at: string,
  levels: Map<string, InventoryLevelDraft>,
  { settings }: MapContext,
  issues: MappingIssue[],
): void {
  const { parentProductId, variantId } = row
  if (parentProductId === null || variantId === null) return
  const customerType = customerTypeOf(row, `${at}.purchaseCategory`, issues)
  if (customerType === 'medical' && settings['medicalStock'] === false) return
  const name = row.roomName ?? row.locationName ?? 'Unnamed location'
  const chosen = roomKeys(settings['rooms'])
  if (row.roomName !== null && chosen.size > 0 && !chosen.has(roomKey(row.roomName))) return
  const quantity = quantityOf(row, `${at}.quantity`, issues)
  if (quantity === null) return
  const location = {
    sourceId: row.roomId ?? row.locationId ?? roomKey(name),
    name,
    sellable: row.forSale !== false,
  }
  const key = JSON.stringify([location.sourceId, customerType])
  const known = levels.get(key)
  levels.set(key, {
    variantSourceId: `${parentProductId}:${variantId}`,
    location,
    customerType,
    quantity: quantity.plus(known?.quantity ?? 0).toFixed(),
    bound: 'exact',
    unit: unitOf(row.inventoryUnitOfMeasure, `${at}.inventoryUnitOfMeasure`, issues) ?? known?.unit ?? 'each',
    sourceUpdatedAt: null,
  })
}

function hasIdentity(each: unknown): boolean {
  const { record } = parseLeniently(rowSchema, each)
  return record !== null && record.parentProductId !== null && record.variantId !== null
}
