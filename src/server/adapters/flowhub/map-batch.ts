import { Decimal } from 'decimal.js'
import type { BatchDraft } from '../../model/inventory.ts'
import type { MappingIssue } from '../../model/issue.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { invalidValue, missing } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { parseDay } from '../kit/time.ts'
import { customerTypeOf, potencyOf, quantityOf, unitOf } from './map-row.ts'
import { rowSchema } from './schema.ts'
import { roomKey, roomKeys } from './settings.ts'

/** A row → one batch: a package in its room. The tag is the state's; Flowhub gives no lot number and no date of harvest. */
export function mapBatch(payload: unknown, context: MapContext): Mapped<BatchDraft[]> {
  const { record, issues } = parseLeniently(rowSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }
  const { regulatoryId: tag, parentProductId, variantId } = record
  const recordName =
    [record.productName, tag].filter((part) => part !== null).join(' · ') || 'Package without a tag'
  for (const field of ['regulatoryId', 'parentProductId', 'variantId'] as const) {
    if (record[field] === null) issues.push(missing(field, 'the package was left out'))
  }
  if (tag === null || parentProductId === null || variantId === null) {
    return { draft: null, issues, recordName }
  }
  const medical = customerTypeOf(record, 'purchaseCategory', issues) === 'medical'
  const chosen = roomKeys(context.settings['rooms'])
  const elsewhere = record.roomName !== null && chosen.size > 0 && !chosen.has(roomKey(record.roomName))
  if (elsewhere || (medical && context.settings['medicalStock'] === false)) {
    return { draft: [], issues, recordName }
  }
  const { potency, issues: potencyIssues } = potencyOf(record)
  const quantity = quantityOf(record, 'quantity', issues) ?? new Decimal(0)
  const draft: BatchDraft = {
    sourceId: record.roomId === null ? tag : `${tag}@${record.roomId}`,
    variantSourceId: `${parentProductId}:${variantId}`,
    lot: null,
    complianceTag: tag,
    locationName: record.roomName ?? record.locationName,
    quantity: Decimal.max(0, quantity).toFixed(),
    unit: unitOf(record.inventoryUnitOfMeasure, 'inventoryUnitOfMeasure', issues) ?? 'each',
    reserved: '0',
    sellable: record.forSale !== false,
    receivedOn: null,
    harvestedOn: null,
    expiresOn: expiryOf(record.expirationDate, issues),
    labResults: potency,
  }
  return { draft: [draft], issues: [...issues, ...potencyIssues], recordName }
}

function expiryOf(text: string | null, issues: MappingIssue[]): string | null {
  if (text === null) return null
  const day = parseDay(text)
  if (day === null) issues.push(invalidValue('expirationDate', text, 'the date was left out'))
  return day
}
