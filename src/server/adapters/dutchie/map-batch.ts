import { Decimal } from 'decimal.js'
import type { BatchDraft } from '../../model/inventory.ts'
import type { MappingIssue } from '../../model/issue.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { invalidValue, missing, onePerField } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { dayIn, parseDay, parseTimestamp } from '../kit/time.ts'
import { mapLabResults } from './map-contents.ts'
import { isForSale, roomsOf, unitOf } from './package-stock.ts'
import { type DutchiePackage, packageSchema } from './schema.ts'
import { chosenRooms, roomKey } from './settings.ts'

/** A package → one batch for each room it stands in. What is allocated to orders is kept with the first of them. */
export function mapBatch(payload: unknown, context: MapContext): Mapped<BatchDraft[]> {
  const { record, issues } = parseLeniently(packageSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable record' }
  const id = record.inventoryId ?? record.packageId
  const recordName =
    [record.productName, record.packageId ?? id].filter((part) => part !== null).join(' · ') ||
    'Package without a number'
  if (id === null) issues.push(missing('inventoryId', 'the package was left out'))
  if (record.productId === null) issues.push(missing('productId', 'the package was left out'))
  if (id === null || record.productId === null) return { draft: null, issues, recordName }

  const { potency, issues: potencyIssues } = mapLabResults(record)
  const shared = {
    variantSourceId: record.productId,
    lot: record.batchName,
    complianceTag: record.externalPackageId ?? record.packageId,
    unit: unitOf(record, '', issues),
    receivedOn: receivedOn(record, context.timeZone, issues),
    // Harvests are told of to growers only, without the packages made of them.
    harvestedOn: null,
    expiresOn: expiryOf(record.expirationDate, issues),
    labResults: potency,
  }
  const forSale = isForSale(record, '', issues)
  const chosen = chosenRooms(context.settings['rooms'])
  const drafts = new Map<string, BatchDraft>()
  for (const { location, quantity } of roomsOf(record, record.elsewhere?.rooms ?? [], '', issues)) {
    if (chosen.size > 0 && !chosen.has(roomKey(location.name))) continue
    const sourceId = `${id}:${location.sourceId}`
    const known = drafts.get(sourceId)
    drafts.set(sourceId, {
      ...shared,
      sourceId,
      locationName: location.name,
      sellable: forSale && location.sellable,
      quantity: quantity.plus(known?.quantity ?? 0).toFixed(),
      reserved: known?.reserved ?? (drafts.size === 0 ? reservedOf(record) : '0'),
    })
  }
  return { draft: [...drafts.values()], issues: onePerField([...issues, ...potencyIssues]), recordName }
}

function reservedOf({ allocatedQuantity }: DutchiePackage): string {
  return Decimal.max(allocatedQuantity ?? 0, 0).toFixed()
}

/** A delivery that doesn't say when it came was entered when it did. */
function receivedOn({ elsewhere }: DutchiePackage, timeZone: string, issues: MappingIssue[]): string | null {
  const delivery = elsewhere?.delivery
  const field = delivery?.deliveredOn ? 'deliveredOn' : 'addedOn'
  const text = delivery?.[field] ?? null
  if (text === null) return null
  const time = parseTimestamp(text, 'UTC')
  if (!time) issues.push(invalidValue(`elsewhere.delivery.${field}`, text, 'the date was left out'))
  return time && dayIn(time, timeZone)
}

function expiryOf(text: string | null, issues: MappingIssue[]): string | null {
  if (text === null) return null
  const day = parseDay(text)
  if (day === null) issues.push(invalidValue('expirationDate', text, 'the date was left out'))
  return day
}
