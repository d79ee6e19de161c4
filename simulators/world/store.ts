import { drawLots } from './lots.ts'
import { createPeople, type PeopleSnapshot, type StorePeople } from './people.ts'
import type { People } from './people-types.ts'
import { drawProduct, drawState, type Place } from './product.ts'
import type { Random } from './random.ts'
import type { StoreChange } from './store-change.ts'
import type { ProductStatus, StoreProfile, WorldLot, WorldProduct } from './types.ts'

type Facts = { status: ProductStatus; stocked: boolean }

/** What has changed in a store since the epoch; JSON-safe. */
export type StoreSnapshot = {
  slots: number
  removed: number[]
  products: [number, WorldProduct][]
  lots: [number, WorldLot[]][]
  people?: PeopleSnapshot
}

/**
 * One store's catalogue and stock. Products are addressed by index, in catalogue order.
 * Untouched products are drawn anew on every look, so that memory holds only what has changed.
 */
export type WorldStore = {
  profile: StoreProfile
  seed: number
  epoch: number
  /** Indexes of the products that exist, optionally only those whose facts pass. */
  indexes(accept?: (facts: Facts) => boolean): number[]
  /** Goes up with every change of a product or its stock. */
  version(): number
  size(): number
  /** Some index, without listing them all; null when it fell on a removed product. */
  draw(random: Random): number | null
  product(index: number): WorldProduct
  lots(index: number): readonly WorldLot[]
  find(id: string): number | null
  putProduct(index: number, product: WorldProduct): void
  putLots(index: number, lots: WorldLot[]): void
  /** A place at the end of the catalogue for one more product. */
  append(): Place
  remove(index: number): void
  /** Indexes whose lots are no longer as they stood at the epoch. */
  restocked(): number[]
  /** Indexes whose product was edited, or added, since the epoch. */
  edited(): number[]
  people(): People
  putCustomer: StorePeople['putCustomer']
  putOrder: StorePeople['putOrder']
  removeCustomer: StorePeople['removeCustomer']
  /** Up to `count` different products somebody may buy. */
  offer(random: Random, count: number): WorldProduct[]
  /** Is told of every change from now on; null is told nothing. One at a time. */
  observe(listener: ((change: StoreChange) => void) | null): void
  save(): StoreSnapshot
}

/** One customer for every four products; a world without products still has a few. */
const customersOf = (products: number) => Math.max(3, Math.min(600, Math.round(products / 4)))

/** @param openedAt before which all orders known at first were placed, epoch ms */
export function createStore(
  profile: StoreProfile,
  seed: number,
  epoch: number,
  products: number,
  openedAt: number,
  saved?: StoreSnapshot,
): WorldStore {
  let slots = saved?.slots ?? products
  let version = 0
  let facts: Facts[] | null = null
  let ids: Map<string, number> | null = null
  let listener: ((change: StoreChange) => void) | null = null
  /** Given a place in the catalogue and nothing yet to stand there. */
  const appended = new Set<number>()
  const removed = new Set(saved?.removed)
  const changedProducts = new Map(saved?.products)
  const changedLots = new Map(saved?.lots)

  const placeOf = (index: number): Place => ({ seed, store: profile.key, index, epoch })
  const knownFacts = () => {
    facts ??= Array.from({ length: slots }, (_, index) => {
      const state = drawState(placeOf(index))
      const lots = changedLots.get(index)
      return {
        status: changedProducts.get(index)?.status ?? state.status,
        stocked: lots === undefined ? state.stocked : lots.length > 0,
      }
    })
    return facts
  }
  // Lots are asked for right after their product, and need it.
  let last: { index: number; product: WorldProduct } | null = null
  const drawn = (index: number) => {
    if (last?.index !== index) last = { index, product: drawProduct(placeOf(index)) }
    return last.product
  }
  const product = (index: number) => changedProducts.get(index) ?? drawn(index)
  const lots = (index: number) =>
    changedLots.get(index) ?? drawLots(placeOf(index), product(index), profile.rooms)
  const offer = (random: Random, count: number) =>
    random
      .sample(
        Array.from({ length: count * 2 }, () => random.int(0, Math.max(0, slots - 1))),
        count,
      )
      .filter(
        (index, position, all) => index < slots && !removed.has(index) && all.indexOf(index) === position,
      )
      .map(product)
  const people = createPeople({
    seed,
    storeKey: profile.key,
    size: customersOf(products),
    asOf: openedAt,
    products: offer,
    saved: saved?.people,
  })

  return {
    profile,
    seed,
    epoch,
    product,
    lots,
    indexes(accept) {
      const found: number[] = []
      const all = knownFacts()
      for (let index = 0; index < slots; index++) {
        const one = all[index]
        if (one === undefined || removed.has(index)) continue
        if (accept === undefined || accept(one)) found.push(index)
      }
      return found
    },
    version: () => version,
    size: () => slots - removed.size,
    draw(random) {
      if (slots === 0) return null
      const index = random.int(0, slots - 1)
      return removed.has(index) ? null : index
    },
    find(id) {
      ids ??= new Map(Array.from({ length: slots }, (_, index) => [product(index).id, index]))
      const index = ids.get(id)
      return index === undefined || removed.has(index) ? null : index
    },
    putProduct(index, changed) {
      version += 1
      changedProducts.set(index, changed)
      const known = knownFacts()
      known[index] = { status: changed.status, stocked: known[index]?.stocked ?? false }
      ids?.set(changed.id, index)
      const kind = appended.delete(index) ? 'added' : 'changed'
      listener?.({ of: 'product', kind, id: changed.id, index })
    },
    putLots(index, changed) {
      version += 1
      // What was just added had no stock, whatever would be drawn for its place.
      const isNew = index >= products && !changedLots.has(index)
      const before = listener === null || isNew ? [] : lots(index)
      changedLots.set(index, changed)
      const known = knownFacts()
      known[index] = { status: known[index]?.status ?? 'active', stocked: changed.length > 0 }
      listener?.({ of: 'stock', kind: 'changed', id: product(index).id, index, before })
    },
    append() {
      const place = placeOf(slots)
      appended.add(slots)
      knownFacts().push(drawState(place))
      slots += 1
      return place
    },
    remove(index) {
      version += 1
      removed.add(index)
      listener?.({ of: 'product', kind: 'removed', id: product(index).id, index })
    },
    restocked: () => [...changedLots.keys()].filter((index) => !removed.has(index)),
    edited: () => [...changedProducts.keys()].filter((index) => !removed.has(index)),
    people: people.all,
    putCustomer(customer) {
      const { id } = customer
      const known = listener !== null && people.all().customers.some((one) => one.id === id)
      people.putCustomer(customer)
      listener?.({ of: 'customer', kind: known ? 'changed' : 'added', id, customer })
    },
    putOrder(order) {
      const { id } = order
      const known = listener !== null && people.all().orders.some((one) => one.id === id)
      people.putOrder(order)
      listener?.({ of: 'order', kind: known ? 'changed' : 'added', id, order })
    },
    removeCustomer(id) {
      const customer = listener === null ? undefined : people.all().customers.find((one) => one.id === id)
      people.removeCustomer(id)
      if (customer !== undefined) listener?.({ of: 'customer', kind: 'removed', id, customer })
    },
    offer,
    observe(told) {
      listener = told
    },
    save: () => ({
      slots,
      removed: [...removed],
      products: [...changedProducts],
      lots: [...changedLots],
      people: people.save(),
    }),
  }
}
