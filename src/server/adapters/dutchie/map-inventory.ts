import { Decimal } from 'decimal.js'
import type { InventoryLevelDraft } from '../../model/inventory.ts'
import type { MappingIssue } from '../../model/issue.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { invalidValue, missing, onePerField } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { parseTimestamp } from '../kit/time.ts'
import { isForSale, roomsOf, unitOf } from './package-stock.ts'
import { type DutchiePackage, packageSchema, stockSchema } from './schema.ts'
import { chosenRooms, roomKey } from './settings.ts'

/** All packages of a product → one level a room and kind of customer: packages add up, none replaces another. */
export function mapInventory(payload: unknown, context: MapContext): Mapped<InventoryLevelDraft[]> {
  const { record, issues } = parseLeniently(stockSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }
  const rows = (record.packages ?? []).flatMap((row, index) => {
    const parsed = parseLeniently(packageSchema, row)
    const path = `packages.${index}.`
    issues.push(
      ...parsed.issues.map((issue) => ({
        ...issue,
        severity: 'warning' as const,
        field: path + issue.field,
      })),
    )
    return parsed.record ? [{ row: parsed.record, path }] : []
  })
  const recordName = rows[0]?.row.productName ?? record.productId ?? 'Stock without a product'
  if (record.productId === null) issues.push(missing('productId', 'the stock was left out'))
  if (!record.packages) issues.push(missing('packages', 'the stock was left out'))
  if (record.productId === null || !record.packages) return { draft: null, issues, recordName }

  const chosen = chosenRooms(context.settings['rooms'])
  const rooms = record.elsewhere?.rooms ?? []
  const levels = new Map<string, InventoryLevelDraft>()
  for (const { row, path } of rows) {
    if (!isForSale(row, path, issues)) continue
    const customerType = row.medicalOnly === true ? 'medical' : 'both'
    const unit = unitOf(row, path, issues)
    const sourceUpdatedAt = updatedAt(row, path, issues)
    for (const { location, quantity } of roomsOf(row, rooms, path, issues)) {
      if (chosen.size > 0 && !chosen.has(roomKey(location.name))) continue
      const key = JSON.stringify([location.sourceId, customerType])
      const known = levels.get(key)
      if (known && known.unit !== unit) {
        issues.push(
          invalidValue(
            `${path}quantityUnits`,
            unit,
            `it does not add up with ${known.unit} and was left out`,
          ),
        )
        continue
      }
      levels.set(key, {
        variantSourceId: record.productId,
        location,
        customerType,
        quantity: new Decimal(known?.quantity ?? 0).plus(quantity).toFixed(),
        bound: 'exact',
        unit,
        sourceUpdatedAt: later(known?.sourceUpdatedAt ?? null, sourceUpdatedAt),
      })
    }
  }
  return { draft: [...levels.values()], issues: onePerField(issues), recordName }
}

function updatedAt(row: DutchiePackage, path: string, issues: MappingIssue[]): Date | null {
  const text = row.lastModifiedDateUtc ?? row.lastModifiedDateUTC
  if (text === null) return null
  const time = parseTimestamp(text, 'UTC')
  if (!time) issues.push(invalidValue(`${path}lastModifiedDateUtc`, text, 'it was left out'))
  return time
}

function later(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b
  return a > b ? a : b
}
