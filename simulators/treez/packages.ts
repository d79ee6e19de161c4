import { jsonReply, type Reply, readJson, type SimRequest } from '../kit/http.ts'
import type { WorldStore } from '../world/store.ts'
import type { WorldLot, WorldProduct } from '../world/types.ts'
import { blank, categoryTypes, upper } from './dialect.ts'
import { refuse } from './envelope.ts'
import { pageOf, readFlag, readInventoryType } from './query.ts'
import { filterKey, remember } from './remember.ts'
import { wireName } from './render-product.ts'
import { localDay } from './times.ts'

const pageLimit = 50

type Slot = { index: number; lot: WorldLot }

function allSlots(store: WorldStore): Slot[] {
  return store
    .indexes((facts) => facts.stocked)
    .flatMap((index) => store.lots(index).map((lot) => ({ index, lot })))
}

function renderPackage(store: WorldStore, lot: WorldLot, product: WorldProduct) {
  const { timeZone, license } = store.profile
  const day = (at: number | null) => (at === null ? null : localDay(at, timeZone))
  return {
    id: lot.tag,
    packageLabel: lot.tag,
    inventoryType: upper(lot.room.customerType),
    stateTrackingRetailLicenseNumber: license,
    distributorName: upper(lot.distributor),
    productId: product.id,
    productName: wireName(product),
    productCategory: categoryTypes[product.category],
    productBrand: product.brand === null ? blank(product.id, 'brand') : upper(product.brand),
    invoiceId: lot.invoice,
    invoiceAcceptedDate: day(lot.receivedAt),
    distributorLicense: null,
    manifestNumber: null,
    documents: [],
    barcodes: [lot.tag, ...product.barcodes.map((barcode) => barcode.code)],
    receivedDate: day(lot.receivedAt),
    expirationDate: day(lot.expiresAt),
    harvestDate: day(lot.harvestedAt),
    labResults: lot.labs.map((lab) => ({
      type: lab.analyte,
      amount: lab.max === 0 ? 'ND' : lab.max < 0.1 ? '<LOQ' : String(lab.max),
      unitType: lab.unit === 'mg' ? 'mg' : '%',
    })),
    inventory: [
      {
        id: lot.id,
        batchId: lot.batch,
        location: upper(lot.room.name),
        sellable: lot.room.sellable,
        creationDate: day(lot.receivedAt),
        quantity: {
          available: lot.quantity,
          reserved: lot.reserved,
          packedAndReady: 0,
          returned: 0,
          total: lot.quantity + lot.reserved,
        },
      },
    ],
  }
}

/** A POST carries in its body what a GET carries in its query. */
function readFilters(request: SimRequest): URLSearchParams {
  if (request.method !== 'POST') return request.query
  const body = readJson(request) ?? refuse('INVALID_REQUEST', 'The body is not a JSON object')
  const filters = new URLSearchParams(request.query)
  for (const [name, value] of Object.entries(body)) {
    for (const one of Array.isArray(value) ? value : [value]) filters.append(name, String(one))
  }
  return filters
}

function readPage(filters: URLSearchParams) {
  const page = Number(filters.get('page') ?? 1)
  const size = Number(filters.get('pageSize') ?? pageLimit)
  if (!Number.isInteger(page) || page < 1) refuse('INDEX_PAGE_MUST_BE_GREATER_THAN_ZERO', 'page starts at 1')
  if (!Number.isInteger(size) || size < 1) refuse('INCORRECT_VALUE', 'pageSize must be greater than 0')
  return { page, size: Math.min(size, pageLimit) }
}

function accepts(store: WorldStore, filters: URLSearchParams): (slot: Slot) => boolean {
  const tags = new Set(filters.getAll('id'))
  const products = new Set(filters.getAll('productId').map((id) => store.find(id)))
  const location = filters.get('location')?.toUpperCase()
  const invoice = filters.get('invoiceId')
  const customerType = readInventoryType(filters, 'inventoryType')
  const sellable = readFlag(filters, 'sellable')
  const includeEmpty = readFlag(filters, 'includeOutOfStockLocations') ?? false
  const from = filters.get('invoiceAcceptanceDateFrom') ?? ''
  const to = filters.get('invoiceAcceptanceDateTo') ?? '9999'
  return ({ index, lot }) => {
    const accepted = localDay(lot.receivedAt, store.profile.timeZone)
    return (
      (tags.size === 0 || tags.has(lot.tag)) &&
      (products.size === 0 || products.has(index)) &&
      (location === undefined || upper(lot.room.name) === location) &&
      (invoice === null || invoice === String(lot.invoice)) &&
      (customerType === null || lot.room.customerType === customerType) &&
      (sellable === null || lot.room.sellable === sellable) &&
      (includeEmpty || lot.quantity + lot.reserved > 0) &&
      accepted >= from &&
      accepted <= to
    )
  }
}

/** Packages have their own envelope, in camel case. */
export function listPackages(request: SimRequest, store: WorldStore): Reply {
  const filters = readFilters(request)
  const paging = readPage(filters)
  const found = remember(store, filterKey('packages', filters), () =>
    allSlots(store).filter(accepts(store, filters)),
  )
  const data = pageOf(found, paging).map(({ index, lot }) => renderPackage(store, lot, store.product(index)))
  return jsonReply(200, {
    page: paging.page,
    pageLimit,
    pageSize: data.length,
    total: found.length,
    totalPages: Math.ceil(found.length / paging.size),
    data,
  })
}
