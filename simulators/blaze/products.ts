import { jsonReply, type Reply, type SimRequest } from '../kit/http.ts'
import type { WorldStore } from '../world/store.ts'
import { isReply, listed, readRange, refusal } from './answers.ts'
import { ageOf, namedId, objectId } from './dialect.ts'
import { type PictureUrl, renderProduct } from './render-product.ts'

/**
 * Products, all of them or those modified within a range. Stock that comes and goes modifies none.
 * @param byDate a range must be asked for, and the answer is in the wrapper of such lists
 */
export function listProducts(
  { query }: SimRequest,
  store: WorldStore,
  pictureUrl: PictureUrl,
  byDate: boolean,
): Reply {
  const range = readRange(query, byDate)
  if (isReply(range)) return range
  const touched = range !== null && range.from >= store.epoch ? new Set(store.edited()) : null
  const found = store.indexes().filter((index) => {
    if (range === null) return true
    if (touched !== null && !touched.has(index)) return false
    const { updatedAt } = store.product(index)
    return updatedAt >= range.from && updatedAt <= range.to
  })
  const wrapper = byDate ? 'results' : ageOf(store.profile.key).wrapper
  return listed(found, query, wrapper, (index) => renderProduct(store, index, pictureUrl))
}

export function getProduct(store: WorldStore, id: string, pictureUrl: PictureUrl): Reply {
  const index = store.indexes().find((each) => objectId(store.product(each).id) === id)
  return index === undefined
    ? refusal(404, 'Product does not exist')
    : jsonReply(200, renderProduct(store, index, pictureUrl))
}

/** Rooms, called inventories. */
export function listInventories({ query }: SimRequest, store: WorldStore): Reply {
  return listed(
    store.profile.rooms,
    query,
    ageOf(store.profile.key).wrapper,
    (room) => ({ id: objectId(room.id), name: room.name, active: true }),
    'start',
  )
}

export function listBrands({ query }: SimRequest, store: WorldStore): Reply {
  const names = new Set(store.indexes().map((index) => store.product(index).brand))
  const known = [...names].filter((name) => name !== null)
  return listed(
    known.sort(),
    query,
    ageOf(store.profile.key).wrapper,
    (name) => ({ id: namedId('brand', name), name, active: true }),
    'start',
  )
}
