import type { Reply, SimRequest } from '../kit/http.ts'
import { type LevelFilter, levelsOf, totalOf } from '../kit/stock-levels.ts'
import type { WorldStore } from '../world/store.ts'
import { ageOf, categoryTypes } from './dialect.ts'
import { failure, refuse, success } from './envelope.ts'
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
import { renderProduct } from './render-product.ts'

type PictureUrl = (name: string) => string

const maxIds = 50

/** Indexes that pass the filters of a product list, in catalogue order. */
function select(store: WorldStore, query: URLSearchParams): number[] {
  const active = readActive(query)
  const categoryType = readCategoryType(query, 'category_type')
  const above = readFlag(query, 'above_threshold', 'INVALID_ABOVE_THRESHOLD_PARAMETER')
  const ids = query.getAll('id')
  if (ids.length > maxIds) refuse('RESPONSE_LIMIT_EXCEEDS', `No more than ${maxIds} ids`)

  const wanted = new Set(ids.map((id) => store.find(id)))
  let found = store.indexes(
    (facts) => active === 'ALL' || (facts.status === 'active') === (active === 'TRUE'),
  )
  if (ids.length > 0) found = found.filter((index) => wanted.has(index))
  if (categoryType !== null)
    found = found.filter((index) => categoryTypes[store.product(index).category] === categoryType)
  if (above !== null) {
    const isAbove = (index: number) =>
      totalOf(levelsOf(store.lots(index))) > store.product(index).minimumVisible
    found = found.filter((index) => isAbove(index) === above)
  }
  return found
}

function answerList(
  store: WorldStore,
  query: URLSearchParams,
  found: readonly number[],
  pictureUrl: PictureUrl,
): Reply {
  const page = pageOf(found, readPaging(query, ageOf(store.profile.key)))
  const filter: LevelFilter = {
    location: query.get('sellable_quantity_in_location'),
    customerType: readInventoryType(query, 'sellable_quantity_in_type'),
  }
  const includeDiscounts = readFlag(query, 'include_discounts') ?? false
  const list = page.map((index) =>
    renderProduct({
      profile: store.profile,
      product: store.product(index),
      levels: levelsOf(store.lots(index), filter),
      includeDiscounts,
      pictureUrl,
    }),
  )
  return success({ page_count: list.length, total_count: found.length, product_list: list })
}

export function listProducts({ query }: SimRequest, store: WorldStore, pictureUrl: PictureUrl): Reply {
  const found = remember(store, filterKey('products', query), () => select(store, query))
  return answerList(store, query, found, pictureUrl)
}

/** Sees edits of the product only: a sale or a delivery moves nothing here. */
export function listEdited(
  { query }: SimRequest,
  store: WorldStore,
  after: string,
  pictureUrl: PictureUrl,
): Reply {
  const since = requireInstant(after)
  const edited = since >= store.epoch ? new Set(store.edited()) : null
  const found = select(store, query).filter(
    (index) => (edited === null || edited.has(index)) && store.product(index).updatedAt > since,
  )
  return answerList(store, query, found, pictureUrl)
}

export function getProduct(store: WorldStore, id: string, pictureUrl: PictureUrl): Reply {
  const index = store.find(id)
  if (index === null) return failure(404, 'PRODUCT_NOT_FOUND', `Unable to find product with id: ${id}`)
  const levels = levelsOf(store.lots(index))
  const { profile } = store
  return success(
    renderProduct({ profile, product: store.product(index), levels, includeDiscounts: true, pictureUrl }),
  )
}
