import { Decimal } from 'decimal.js'
import type { InventoryLevelDraft } from '../../model/inventory.ts'
import type { MappingIssue } from '../../model/issue.ts'
import type { Unit } from '../../model/product.ts'
import { invalidValue, partlyMissing, unknownValue } from '../kit/issues.ts'
import type { DutchiePackage, DutchieRoom } from './schema.ts'
import { roomKey } from './settings.ts'
import { units } from './vocabulary.ts'

/** Where a package stands whose room isn't told. */
const UNKNOWN_ROOM: InventoryLevelDraft['location'] = { sourceId: 'store', name: 'Store', sellable: true }

const statuses = new Map([
  ['ACTIVE', true],
  ['TESTING', false],
  ['QUARANTINE', false],
])

export type RoomStock = { location: InventoryLevelDraft['location']; quantity: Decimal }

/**
 * How much of a package stands in which room; rooms by id, which stays when they are renamed.
 * @param rooms what is known of them besides
 */
export function roomsOf(
  row: DutchiePackage,
  rooms: DutchieRoom[],
  path: string,
  issues: MappingIssue[],
): RoomStock[] {
  if (row.roomQuantities.length === 0) {
    const quantity = quantityOf(row.quantityAvailable, `${path}quantityAvailable`, issues)
    return quantity === null ? [] : [{ location: UNKNOWN_ROOM, quantity }]
  }
  return row.roomQuantities.flatMap(({ roomId, room, quantityAvailable }, index) => {
    const quantity = quantityOf(quantityAvailable, `${path}roomQuantities.${index}.quantityAvailable`, issues)
    if (quantity === null) return []
    const sourceId = roomId ?? (room === null ? null : roomKey(room))
    if (sourceId === null) return [{ location: UNKNOWN_ROOM, quantity }]
    const known = roomId === null ? undefined : rooms.find((each) => each.roomId === roomId)
    const name = room ?? known?.roomName ?? sourceId
    const sellable = known?.isQuarantineRoom !== true
    return [{ location: { sourceId, name, sellable }, quantity }]
  })
}

/** Only active packages may be sold; a word nobody knows doesn't say that one is. */
export function isForSale(row: DutchiePackage, path: string, issues: MappingIssue[]): boolean {
  if (row.packageStatus === null) return true
  const forSale = statuses.get(row.packageStatus.toUpperCase())
  if (forSale === undefined) {
    issues.push(
      unknownValue(`${path}packageStatus`, row.packageStatus, 'the package does not count as stock'),
    )
  }
  return forSale ?? false
}

export function unitOf(row: DutchiePackage, path: string, issues: MappingIssue[]): Unit {
  if (row.quantityUnits === null) return 'each'
  const unit = units.get(row.quantityUnits.toUpperCase())
  if (!unit) issues.push(unknownValue(`${path}quantityUnits`, row.quantityUnits, 'it is counted in pieces'))
  return unit ?? 'each'
}

/** More sold than was counted in leaves a negative number at the POS; on the shelf there is none. */
function quantityOf(text: string | null, field: string, issues: MappingIssue[]): Decimal | null {
  if (text === null) {
    issues.push(partlyMissing(field, 'this stock was left out'))
    return null
  }
  const quantity = new Decimal(text)
  if (!quantity.lt(0)) return quantity
  issues.push(invalidValue(field, text, 'it was taken as 0'))
  return new Decimal(0)
}
