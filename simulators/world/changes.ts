import { drawLot } from './lots.ts'
import { drawProduct } from './product.ts'
import { createRandom, hash } from './random.ts'
import type { WorldStore } from './store.ts'
import type { WorldProduct } from './types.ts'

export const changeKinds = [
  'rename',
  'blank-name',
  'long-name',
  'price',
  'odd-price',
  'stock',
  'deliver',
  'sell-out',
  'oversell',
  'deactivate',
  'activate',
  'hide',
  'show',
  'add',
  'remove',
] as const
export type ChangeKind = (typeof changeKinds)[number]

export type Change = {
  sourceId: string
  name: string
  field: string
  before: string | null
  after: string | null
}

/** The name people see: the menu's, else the back office's. */
export function displayName(product: WorldProduct): string {
  return product.menuTitle ?? product.name
}

/** What can be sold of a product, over all sellable rooms. */
export function sellableQuantity(store: WorldStore, index: number): number {
  const sum = store.lots(index).reduce((total, lot) => total + (lot.room.sellable ? lot.quantity : 0), 0)
  return Math.round(sum * 100) / 100
}

function edit(store: WorldStore, index: number, at: number, changed: Partial<WorldProduct>): void {
  store.putProduct(index, { ...store.product(index), ...changed, updatedAt: at })
}

function priceText({ price }: WorldProduct): string | null {
  const text = (minor: number) => (minor / 100).toFixed(2)
  if (price.kind === 'unset') return null
  return price.kind === 'flat'
    ? text(price.minor)
    : price.steps.map((step) => text(step.perGramMinor)).join('/')
}

function reprice(product: WorldProduct, byMinor: number): WorldProduct['price'] {
  const { price } = product
  if (price.kind === 'unset') return { kind: 'flat', minor: 1000 + byMinor }
  if (price.kind === 'flat') return { kind: 'flat', minor: price.minor + byMinor }
  return {
    ...price,
    steps: price.steps.map((step) => ({ ...step, perGramMinor: step.perGramMinor + byMinor })),
  }
}

const longText = 'Ωmega 株 🌿 naïve “Crème” &amp; Größe №5 · '.repeat(175).trim()

/** `at` in epoch ms; `draw` is any number that tells this change from others of its kind. */
export type Moment = { at: number; draw: number }

/**
 * Does one thing staff do to one product and tells what changed.
 * Stock changes (`stock`, `deliver`, `sell-out`, `oversell`) leave the product's own `updatedAt` alone.
 */
export function applyChange(
  store: WorldStore,
  kind: ChangeKind,
  index: number,
  { at, draw }: Moment,
): Change {
  const product = store.product(index)
  const name = displayName(product)
  const told = (field: string, before: string | null, after: string | null): Change => ({
    sourceId: product.id,
    name,
    field,
    before,
    after,
  })
  const random = createRandom(hash(store.seed, product.id, draw, kind))
  const quantity = () => String(sellableQuantity(store, index))
  switch (kind) {
    case 'rename': {
      const mark = ` (lot ${random.int(100, 999)})`
      const strip = (text: string) => text.replace(/ \(lot \d{3}\)$/, '') + mark
      edit(store, index, at, {
        name: strip(product.name),
        menuTitle: product.menuTitle === null ? null : strip(product.menuTitle),
      })
      return told('name', name, displayName(store.product(index)))
    }
    case 'blank-name': {
      edit(store, index, at, { name: '', menuTitle: null })
      return told('name', name, null)
    }
    case 'long-name': {
      // 10 kB in UTF-8, in several scripts.
      const long = `${longText} ${random.int(100, 999)}`
      edit(store, index, at, { name: long, menuTitle: long })
      return told('name', name, long)
    }
    case 'odd-price': {
      // A tenth of a cent that rounds the same way in decimal and in binary.
      const minor = random.int(10, 90) * 100 + 34.6
      edit(store, index, at, { price: { kind: 'flat', minor } })
      return told('price', priceText(product), (minor / 100).toFixed(3))
    }
    case 'price': {
      edit(store, index, at, { price: reprice(product, random.int(1, 9) * 25) })
      return told('price', priceText(product), priceText(store.product(index)))
    }
    case 'stock':
    case 'deliver': {
      const before = quantity()
      const rooms = store.profile.rooms.filter((room) => room.sellable)
      store.putLots(index, [
        ...store.lots(index),
        { ...drawLot(random, product, random.pick(rooms), at), updatedAt: at },
      ])
      return told('quantity', before, quantity())
    }
    case 'sell-out': {
      const before = quantity()
      store.putLots(
        index,
        store.lots(index).map((lot) => ({
          ...lot,
          quantity: 0,
          reserved: 0,
          updatedAt: lot.quantity > 0 ? at : lot.updatedAt,
        })),
      )
      return told('quantity', before, quantity())
    }
    case 'oversell': {
      const before = quantity()
      const [lot] = [
        ...store.lots(index).filter((each) => each.room.sellable),
        drawLot(random, product, random.pick(store.profile.rooms.filter((room) => room.sellable)), at),
      ]
      if (lot) store.putLots(index, [{ ...lot, quantity: -3, reserved: 0, updatedAt: at }])
      return told('quantity', before, quantity())
    }
    case 'deactivate':
    case 'activate': {
      const status = kind === 'activate' ? 'active' : 'deactivated'
      edit(store, index, at, { status })
      return told('status', product.status, status)
    }
    case 'hide':
    case 'show': {
      edit(store, index, at, { hidden: kind === 'hide' })
      return told('hidden', String(product.hidden), String(kind === 'hide'))
    }
    case 'add': {
      const place = store.append()
      const added = { ...drawProduct(place), updatedAt: at, status: 'active' as const, hidden: false }
      store.putProduct(place.index, added)
      const floor = store.profile.rooms.filter((room) => room.sellable)
      store.putLots(place.index, [{ ...drawLot(random, added, random.pick(floor), at), updatedAt: at }])
      return {
        sourceId: added.id,
        name: displayName(added),
        field: 'product',
        before: null,
        after: displayName(added),
      }
    }
    case 'remove': {
      store.remove(index)
      return told('product', name, null)
    }
  }
}
