import { Decimal } from 'decimal.js'
import type { InventoryLevelDraft } from '../../model/inventory.ts'
import type { MappingIssue } from '../../model/issue.ts'
import type { CustomerType } from '../../model/product.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { invalidValue, missing, partlyMissing, unknownValue } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { parseTimestamp } from '../kit/time.ts'
import { productSchema, stockSchema } from './schema.ts'
import { locationKey, parseLocationNames } from './settings.ts'
import { customerTypes } from './vocabulary.ts'

/** From here on `product_list` shows "30" for whatever there is: https://code.treez.io/docs/product-apis */
const MASKED_FROM = 30

/** One line of stock, whichever endpoint it came from. */
type StockLine = {
  location: string | null
  inventoryType: string | null
  quantity: string | null
  updatedAt: string | null
  /** Path in the record. */
  field: string
}

/**
 * An entry of `getStock` → exact levels; an entry of `product_list` (read where `getStock` is not open to the key) →
 * levels that are lower bounds from thirty on. One level a location and kind of customer: several lines are added up.
 */
export function mapInventory(payload: unknown, context: MapContext): Mapped<InventoryLevelDraft[]> {
  const isProduct = typeof payload === 'object' && payload !== null && 'sellable_quantity_detail' in payload
  return isProduct ? mapMasked(payload, context) : mapStock(payload, context)
}

function mapStock(payload: unknown, context: MapContext): Mapped<InventoryLevelDraft[]> {
  const { record, issues } = parseLeniently(stockSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }
  const recordName = record.product_name ?? record.product_id ?? 'Stock without a product'
  if (record.product_id === null) issues.push(missing('product_id', 'the stock was left out'))
  if (!record.inventory_details) issues.push(missing('inventory_details', 'the stock was left out'))
  if (record.product_id === null || !record.inventory_details) return { draft: null, issues, recordName }

  const lines = record.inventory_details.flatMap((detail, index) =>
    detail === null
      ? []
      : [
          {
            location: detail.location_name,
            inventoryType: detail.inventory_type,
            quantity: detail.sellable_quantity,
            updatedAt: detail.last_updated_at,
            field: `inventory_details.${index}`,
          },
        ],
  )
  const draft = levelsOf(record.product_id, lines, unitOf(record.product_subtype, lines), context, issues)
  return { draft, issues, recordName }
}

/** Loose flower is counted in grams; nothing says so but its subtype, or a quantity no unit could have. */
function unitOf(subtype: string | null, lines: StockLine[]): InventoryLevelDraft['unit'] {
  const isBulk = subtype?.toUpperCase().includes('BULK') === true
  return isBulk || lines.some(({ quantity }) => quantity?.includes('.')) ? 'g' : 'each'
}

function mapMasked(payload: object, context: MapContext): Mapped<InventoryLevelDraft[]> {
  const { record, issues } = parseLeniently(productSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }
  const recordName =
    record.product_configurable_fields?.name ?? record.product_id ?? 'Stock without a product'
  if (record.product_id === null) {
    issues.push(missing('product_id', 'the stock was left out'))
    return { draft: null, issues, recordName }
  }
  const lines = record.sellable_quantity_detail.map((detail, index) => ({
    location: detail.location,
    inventoryType: detail.inventory_type,
    quantity: detail.sellable_quantity,
    updatedAt: null,
    field: `sellable_quantity_detail.${index}`,
  }))
  const draft = levelsOf(record.product_id, lines, 'each', context, issues).map(
    (level): InventoryLevelDraft =>
      new Decimal(level.quantity).gte(MASKED_FROM) ? { ...level, bound: 'at_least' } : level,
  )
  return { draft, issues, recordName }
}

function levelsOf(
  variantSourceId: string,
  lines: StockLine[],
  unit: InventoryLevelDraft['unit'],
  context: MapContext,
  issues: MappingIssue[],
): InventoryLevelDraft[] {
  const chosen = new Set(parseLocationNames(context.settings['locations']).map(locationKey))
  const levels = new Map<string, InventoryLevelDraft>()
  for (const line of lines) {
    const customerType = customerTypeOf(line, issues)
    if (customerType === 'medical' && context.settings['medicalStock'] === false) continue
    const name = line.location ?? 'Unnamed location'
    if (chosen.size > 0 && !chosen.has(locationKey(name))) continue
    const quantity = quantityOf(line, issues)
    if (quantity === null) continue
    const sourceId = locationKey(name)
    const key = JSON.stringify([sourceId, customerType])
    const known = levels.get(key)
    levels.set(key, {
      variantSourceId,
      location: { sourceId, name, sellable: true },
      customerType,
      quantity: quantity.plus(known?.quantity ?? 0).toFixed(),
      bound: 'exact',
      unit,
      sourceUpdatedAt: later(known?.sourceUpdatedAt ?? null, timeOf(line, context, issues)),
    })
  }
  return [...levels.values()]
}

function customerTypeOf(line: StockLine, issues: MappingIssue[]): CustomerType {
  if (line.inventoryType === null) return 'both'
  const type = customerTypes.get(line.inventoryType.toUpperCase())
  if (type) return type
  const field = `${line.field}.inventory_type`
  issues.push(unknownValue(field, line.inventoryType, 'the stock counts for every customer'))
  return 'both'
}

/** More sold than was counted in leaves a negative number at the POS; on the shelf there is none. */
function quantityOf(line: StockLine, issues: MappingIssue[]): Decimal | null {
  const field = `${line.field}.sellable_quantity`
  if (line.quantity === null) {
    issues.push(partlyMissing(field, 'this line of stock was left out'))
    return null
  }
  const quantity = new Decimal(line.quantity)
  if (!quantity.lt(0)) return quantity
  issues.push(invalidValue(field, line.quantity, 'it was taken as 0'))
  return new Decimal(0)
}

function timeOf(line: StockLine, context: MapContext, issues: MappingIssue[]): Date | null {
  if (line.updatedAt === null) return null
  const time = parseTimestamp(line.updatedAt, context.timeZone)
  if (!time) issues.push(invalidValue(`${line.field}.last_updated_at`, line.updatedAt, 'it was left out'))
  return time
}

function later(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b
  return a > b ? a : b
}
