import { Decimal } from 'decimal.js'
import type { InventoryLevelDraft } from '../../model/inventory.ts'
import type { MappingIssue } from '../../model/issue.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { invalidValue, missing } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { parseTimestamp } from '../kit/time.ts'
import { levelSchema } from './schema.ts'
import { entriesOf, nameKey } from './settings.ts'

/**
 * What can be sold of one item at one location → a level of each variant that is made of it; none where the location
 * doesn't count. What the shop doesn't count is a lower bound of what it shows.
 */
export function mapInventory(payload: unknown, context: MapContext): Mapped<InventoryLevelDraft[]> {
  const { record, issues } = parseLeniently(levelSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }
  const { item, location, quantities } = record
  const recordName = item?.sku ?? item?.id ?? record.id ?? 'Stock without an item'
  if (!item) issues.push(missing('item', 'the stock was left out'))
  if (!location?.id) issues.push(missing('location', 'the stock was left out'))
  const available = quantities?.find((each) => each?.name === 'available')?.quantity ?? null
  if (available === null) issues.push(missing('quantities', 'the stock was left out'))
  if (!item || !location?.id || available === null) return { draft: null, issues, recordName }

  const name = location.name ?? 'Unnamed location'
  const chosen = new Set(entriesOf(context.settings['locations']).map(nameKey))
  if (chosen.size > 0 && !chosen.has(nameKey(name))) return { draft: [], issues, recordName }
  const level = {
    location: { sourceId: location.id, name, sellable: location.isActive !== false },
    customerType: 'both',
    quantity: sellable(available, issues),
    bound: item.tracked === false ? 'at_least' : 'exact',
    unit: 'each',
    sourceUpdatedAt: timeOf(record.updatedAt, context, issues),
  } as const
  const variants = item.variants.flatMap(({ id }) => id ?? [])
  if (variants.length === 0) {
    issues.push({ ...missing('item.variants', 'no product has this stock'), severity: 'warning' })
  }
  return {
    draft: variants.map((variantSourceId) => ({ ...level, variantSourceId })),
    issues,
    recordName,
  }
}

/** More sold than was counted in leaves a negative number; on the shelf there is none. */
function sellable(available: string, issues: MappingIssue[]): string {
  if (!new Decimal(available).lt(0)) return available
  issues.push(invalidValue('quantities.available', available, 'it was taken as 0'))
  return '0'
}

function timeOf(value: string | null, { timeZone }: MapContext, issues: MappingIssue[]): Date | null {
  if (value === null) return null
  const time = parseTimestamp(value, timeZone)
  if (!time) issues.push(invalidValue('updatedAt', value, 'it was left out'))
  return time
}
