import { Decimal } from 'decimal.js'
import type { InventoryLevelDraft } from '../../model/inventory.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { invalidValue, missing } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { stockSchema } from './schema.ts'

/** A shop has one stock. */
const location = { sourceId: 'shop', name: 'Shop', sellable: true }

/** A row of the stock list → one exact level. */
export function mapInventory(payload: unknown, context: MapContext): Mapped<InventoryLevelDraft[]> {
  const { record, issues } = parseLeniently(stockSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }
  const recordName = record.sku ?? record.product_id ?? 'Stock of no product'
  if (record.product_id === null) issues.push(missing('product_id', 'the stock was left out'))
  if (record.qty === null) issues.push(missing('qty', 'the stock was left out'))
  if (record.product_id === null || record.qty === null) return { draft: null, issues, recordName }

  const negative = new Decimal(record.qty).isNegative()
  if (negative) issues.push(invalidValue('qty', record.qty, 'it counts as none'))
  const counts = record.is_in_stock !== '0' || context.settings['countOutOfStock'] === true
  const level: InventoryLevelDraft = {
    variantSourceId: record.product_id,
    location,
    customerType: 'both',
    quantity: negative || !counts ? '0' : record.qty,
    bound: 'exact',
    unit: 'each',
    sourceUpdatedAt: null,
  }
  return { draft: [level], issues, recordName }
}
