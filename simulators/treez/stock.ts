import type { Reply, SimRequest } from '../kit/http.ts'
import { type Level, type LevelFilter, levelsOf, totalOf } from '../kit/stock-levels.ts'
import type { WorldStore } from '../world/store.ts'
import type { StoreProfile, WorldLot, WorldProduct } from '../world/types.ts'
import { ageOf, blank, categoryTypes, classifications, upper } from './dialect.ts'
import { refuse, success } from './envelope.ts'
import {
  pageOf,
  readActive,
  readCategoryType,
  readFlag,
  readInventoryType,
  readPaging,
  requireInstant,
} from './query.ts'
import { filterKey, remember } from './remember.ts'
import { wireName } from './render-product.ts'
import { localIso, localPlain } from './times.ts'

const usualPage = 200

type Grouping = { byPackage: boolean; byBatch: boolean }

function detail(
  profile: StoreProfile,
  { room, quantity, updatedAt }: Level,
  lot: WorldLot | null,
  grouping: Grouping,
) {
  const time = ageOf(profile.key).plainStockTimes ? localPlain : localIso
  return {
    location_name: upper(room.name),
    inventory_type: upper(room.customerType),
    sellable_quantity: lot?.quantity ?? quantity,
    last_updated_at: time(lot?.updatedAt ?? updatedAt, profile.timeZone),
    ...(grouping.byPackage && lot !== null && { package_label: lot.tag }),
    ...(grouping.byBatch && lot !== null && { batch_id: lot.batch }),
  }
}

function renderRow(
  profile: StoreProfile,
  product: WorldProduct,
  levels: readonly Level[],
  grouping: Grouping,
) {
  const { id, size, lean } = product
  const text = (field: string, value: string | null) => (value === null ? blank(id, field) : upper(value))
  const split = grouping.byPackage || grouping.byBatch
  return {
    product_id: id,
    product_status: product.status === 'active' ? 'ACTIVE' : 'DEACTIVATED',
    product_name: wireName(product),
    product_brand: text('brand', product.brand),
    product_type: categoryTypes[product.category],
    product_subtype: text('subtype', product.subcategory),
    product_uom: size.unit === 'each' ? null : size.unit === 'g' ? 'GRAMS' : 'MILLIGRAMS',
    product_amount: size.unit === 'each' ? null : size.amount,
    product_classification: lean === null ? blank(id, 'classification') : classifications[lean],
    product_sku: product.barcodes.map((barcode) => barcode.code),
    inventory_details: levels.flatMap((level) =>
      split
        ? level.lots.map((lot) => detail(profile, level, lot, grouping))
        : [detail(profile, level, null, grouping)],
    ),
  }
}

type StockFilter = LevelFilter & { since: number | null; minimum: number | null }

function readFilter(query: URLSearchParams): StockFilter {
  const minimum = query.get('minimum_sellable_quantity')
  if (minimum !== null && Number.isNaN(Number(minimum)))
    refuse('INCORRECT_VALUE', `'${minimum}' is invalid value`)
  const after = query.get('last_update_date')
  return {
    location: query.get('location_name'),
    customerType: readInventoryType(query, 'inventory_type'),
    includeUnsellable: readFlag(query, 'include_non_sellable') ?? false,
    since: after === null ? null : requireInstant(after),
    minimum: minimum === null ? null : Number(minimum),
  }
}

/** Indexes with stock that passes, in catalogue order. A row is whole: it may hold levels older than `since`. */
function select(store: WorldStore, query: URLSearchParams, filter: StockFilter): number[] {
  const active = readActive(query)
  const type = readCategoryType(query, 'product_type')
  const ids = new Set(
    [...query.getAll('product_id'), ...query.getAll('product_id[]')].map((id) => store.find(id)),
  )
  const { since, minimum } = filter
  const restocked = since !== null && since >= store.epoch ? new Set(store.restocked()) : null
  return store
    .indexes(
      ({ status, stocked }) => stocked && (active === 'ALL' || (status === 'active') === (active === 'TRUE')),
    )
    .filter((index) => (ids.size === 0 || ids.has(index)) && (restocked === null || restocked.has(index)))
    .filter((index) => type === null || categoryTypes[store.product(index).category] === type)
    .filter((index) => {
      const levels = levelsOf(store.lots(index), filter)
      const fresh = since === null || levels.some((level) => level.updatedAt > since)
      return levels.length > 0 && fresh && (minimum === null || totalOf(levels) >= minimum)
    })
}

/** True counts, for every product that was ever stocked; sold-out ones show as 0. */
export function getStock({ query }: SimRequest, store: WorldStore): Reply {
  const { profile } = store
  const { pageCeiling } = ageOf(profile.key)
  const paging = readPaging(query, ageOf(profile.key), Math.min(usualPage, pageCeiling))
  const filter = readFilter(query)
  const grouping = {
    byPackage: readFlag(query, 'group_by_package') ?? false,
    byBatch: readFlag(query, 'group_by_batch') ?? false,
  }
  const found = remember(store, filterKey('stock', query), () => select(store, query, filter))
  const stock = pageOf(found, paging).map((index) =>
    renderRow(profile, store.product(index), levelsOf(store.lots(index), filter), grouping),
  )
  return success({ page_elements: stock.length, total_elements: found.length, stock })
}
