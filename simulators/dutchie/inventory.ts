import { jsonReply, type Reply, type SimRequest } from '../kit/http.ts'
import type { WorldStore } from '../world/store.ts'
import type { WorldLot } from '../world/types.ts'
import { ageOf, dollars, masterCategories, productIdOf, strainTypes, utc } from './dialect.ts'
import { queryOf, wireName } from './products.ts'
import { badRequest } from './refusals.ts'
import { partOf } from './rows.ts'

type Slot = { index: number; place: number; lot: WorldLot }

type Wanted = { labs: boolean; rooms: boolean; allocated: boolean }

/** A product has room for so many packages in its range of numbers. */
const packagesAProduct = 100

/** All packages; those received first come first, so that the packages of a product stand apart. */
export function slotsOf(store: WorldStore): Slot[] {
  return store
    .indexes(({ stocked }) => stocked)
    .flatMap((index) => store.lots(index).map((lot, place) => ({ index, place, lot })))
    .sort((a, b) => a.lot.receivedAt - b.lot.receivedAt || a.index - b.index || a.place - b.place)
}

export const roomNumber = (store: WorldStore, lot: WorldLot) =>
  store.profile.rooms.findIndex(({ id }) => id === lot.room.id) + 11

const labUnits = { percent: { id: 1, name: '%' }, mg: { id: 2, name: 'mg' } } as const

function renderPackage(store: WorldStore, { index, place, lot }: Slot, wanted: Wanted) {
  const product = store.product(index)
  const productId = productIdOf(store, index)
  const unitPrice = product.price.kind === 'flat' ? dollars(product.price.minor) : null
  return {
    inventoryId: productId * packagesAProduct + place,
    productId,
    sku: `P${productId}`,
    productName: wireName(product),
    category: product.subcategory ?? masterCategories[product.category],
    masterCategory: masterCategories[product.category],
    quantityAvailable: lot.quantity,
    quantityUnits: product.price.kind === 'tier' ? 'g' : 'ea',
    ...(wanted.allocated && { allocatedQuantity: lot.reserved }),
    unitWeight: product.size.unit === 'each' ? 0 : product.size.amount,
    unitWeightUnit: product.size.unit === 'each' ? null : product.size.unit,
    batchId: lot.invoice,
    batchName: lot.batch,
    packageId: lot.tag,
    externalPackageId: lot.tag,
    // An old location tells by the room alone.
    packageStatus: lot.room.sellable || ageOf(store.profile.key).activeInQuarantine ? 'Active' : 'Quarantine',
    unitPrice: unitPrice ?? 0,
    medUnitPrice: null,
    recUnitPrice: unitPrice,
    strain: product.strain,
    strainType: product.lean === null ? null : strainTypes[product.lean],
    labResults: wanted.labs
      ? lot.labs.map(({ analyte, unit, max }) => ({
          labTest: analyte,
          value: max,
          labResultUnitId: labUnits[unit].id,
          labResultUnit: labUnits[unit].name,
        }))
      : [],
    packagedDate: utc(lot.receivedAt),
    expirationDate: lot.expiresAt === null ? null : utc(lot.expiresAt),
    lastModifiedDateUtc: utc(lot.updatedAt),
    vendor: lot.distributor,
    roomQuantities: wanted.rooms
      ? [{ roomId: roomNumber(store, lot), room: lot.room.name, quantityAvailable: lot.quantity }]
      : [],
    brandName: product.brand,
    medicalOnly: lot.room.customerType === 'medical',
    isCannabis: !['gear', 'misc', 'service'].includes(product.category),
  }
}

function listOf(request: SimRequest, store: WorldStore, accept: (slot: Slot) => boolean): Reply {
  const query = queryOf(request)
  for (const name of ['includeLabResults', 'includeRoomQuantities', 'includeAllocated']) {
    const value = query.get(name.toLowerCase()) ?? 'false'
    if (!/^(true|false)$/i.test(value)) return badRequest.validator(name, 'Must be true or false.', value)
  }
  const isOn = (name: string) => query.get(name)?.toLowerCase() === 'true'
  const wanted = {
    labs: isOn('includelabresults'),
    rooms: isOn('includeroomquantities'),
    allocated: isOn('includeallocated'),
  }
  const part = partOf(store, query, slotsOf(store).filter(accept))
  return 'status' in part
    ? part
    : jsonReply(
        200,
        part.map((slot) => renderPackage(store, slot, wanted)),
      )
}

/** For the role Inventory: packages in stock. Empty where the store was never opened to it. */
export function listOpenInventory(request: SimRequest, store: WorldStore): Reply {
  const { openInventory } = ageOf(store.profile.key)
  return listOf(request, store, ({ lot }) => openInventory && lot.quantity > 0)
}

/** For the role Reporting: every package, sold out ones too. */
export function listAllInventory(request: SimRequest, store: WorldStore): Reply {
  return listOf(request, store, () => true)
}

export function listRooms(_request: SimRequest, store: WorldStore): Reply {
  const rooms = store.profile.rooms.map((room, i) => ({
    roomId: i + 11,
    roomName: room.name,
    isQuarantineRoom: !room.sellable,
    isVaultRoom: room.name === 'Vault',
    isWaitingRoom: false,
    isSalesFloor: room.sellable,
    isPOSRoom: false,
    isInventoryRoom: true,
    isPreOrderRoom: false,
    isEcommerceRoom: false,
  }))
  return jsonReply(200, rooms)
}
