import { Decimal } from 'decimal.js'
import type { BatchDraft } from '../../model/inventory.ts'
import type { MappingIssue } from '../../model/issue.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { invalidValue, missing } from '../kit/issues.ts'
import { mapPotency } from '../kit/map-potency.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { parseDay } from '../kit/time.ts'
import { packageSchema, type TreezPackage } from './schema.ts'
import { locationKey, parseLocationNames } from './settings.ts'

/** An entry of `/packages` → one batch for each place it stands in. */
export function mapBatch(payload: unknown, context: MapContext): Mapped<BatchDraft[]> {
  const { record, issues } = parseLeniently(packageSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }
  const tag = record.packageLabel ?? record.id
  const recordName =
    [record.productName, tag].filter((part) => part !== null).join(' · ') || 'Package without a label'
  if (tag === null) issues.push(missing('packageLabel', 'the package was left out'))
  if (record.productId === null) issues.push(missing('productId', 'the package was left out'))
  if (tag === null || record.productId === null) return { draft: null, issues, recordName }

  const { potency, issues: potencyIssues } = mapPotency(
    record.labResults.map((result, index) => ({
      analyte: result.type,
      min: result.amount,
      max: result.amount,
      unit: result.unitType,
      field: `labResults.${index}`,
    })),
  )
  const shared = {
    variantSourceId: record.productId,
    complianceTag: record.packageLabel,
    unit: 'each' as const,
    receivedOn: dayOf(record, 'receivedDate', issues),
    harvestedOn: dayOf(record, 'harvestDate', issues),
    expiresOn: dayOf(record, 'expirationDate', issues),
    labResults: potency,
  }
  const chosen = new Set(parseLocationNames(context.settings['locations']).map(locationKey))
  const drafts = new Map<string, BatchDraft>()
  const leftOut =
    record.inventoryType?.toUpperCase() === 'MEDICAL' && context.settings['medicalStock'] === false
  for (const row of leftOut ? [] : record.inventory) {
    if (chosen.size > 0 && !chosen.has(locationKey(row.location ?? ''))) continue
    const sourceId = row.id ?? JSON.stringify([tag, row.batchId, row.location])
    const { available = null, reserved = null, packedAndReady = null } = row.quantity ?? {}
    drafts.set(sourceId, {
      ...shared,
      sourceId,
      lot: row.batchId,
      locationName: row.location,
      quantity: sum(available),
      reserved: sum(reserved, packedAndReady),
      sellable: row.sellable ?? true,
    })
  }
  return { draft: [...drafts.values()], issues: [...issues, ...potencyIssues], recordName }
}

function dayOf(
  record: TreezPackage,
  field: 'receivedDate' | 'harvestDate' | 'expirationDate',
  issues: MappingIssue[],
): string | null {
  const text = record[field]
  if (text === null) return null
  const day = parseDay(text)
  if (day === null) issues.push(invalidValue(field, text, 'the date was left out'))
  return day
}

function sum(...quantities: (string | null)[]): string {
  return quantities.reduce((total, each) => total.plus(each ?? 0), new Decimal(0)).toFixed()
}
