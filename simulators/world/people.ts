import { drawCustomer } from './draw-customer.ts'
import { drawOrder } from './draw-order.ts'
import type { People, WorldCustomer, WorldOrder, WorldOrderStatus } from './people-types.ts'
import { createRandom, hash, type Random } from './random.ts'
import type { WorldProduct } from './types.ts'

const day = 86_400_000

/** Orders lie this far back at most: beyond the 30 days some vendors' change lists reach. */
export const orderDays = 40

/** Orders placed while a store lives are kept up to this many; the till forgets the oldest. */
const livedOrders = 500

/** What has changed among a store's people since it opened; JSON-safe. */
export type PeopleSnapshot = {
  asOf: number
  customers: WorldCustomer[]
  orders: WorldOrder[]
  left: string[]
}

/** What the people of a store are drawn from. */
export type PeopleSource = {
  seed: number
  storeKey: string
  /** Customers there are; twice as many orders. */
  size: number
  /** The moment before which everything drawn has happened, epoch ms. */
  asOf: number
  /** `count` products on offer, or fewer. */
  products(random: Random, count: number): WorldProduct[]
  saved?: PeopleSnapshot | undefined
}

export type StorePeople = {
  all(): People
  /** Adds, or replaces the one with that id. */
  putCustomer(customer: WorldCustomer): void
  putOrder(order: WorldOrder): void
  removeCustomer(id: string): void
  save(): PeopleSnapshot
}

/** Customers and orders of one store; drawn at the first look. Newest order last. */
export function createPeople(source: PeopleSource): StorePeople {
  const asOf = source.saved?.asOf ?? source.asOf
  const changed = {
    customers: new Map(source.saved?.customers.map((one) => [one.id, one])),
    orders: new Map(source.saved?.orders.map((one) => [one.id, one])),
    left: new Set(source.saved?.left),
  }
  let drawn: People | null = null
  let current: People | null = null
  const all = () => {
    drawn ??= drawPeople({ ...source, asOf })
    current ??= {
      customers: merge(drawn.customers, changed.customers).filter(({ id }) => !changed.left.has(id)),
      orders: merge(drawn.orders, changed.orders),
    }
    return current
  }
  return {
    all,
    putCustomer(customer) {
      changed.customers.set(customer.id, customer)
      current = null
    },
    putOrder(order) {
      changed.orders.set(order.id, order)
      for (const id of changed.orders.keys()) {
        if (changed.orders.size <= livedOrders) break
        changed.orders.delete(id)
      }
      current = null
    },
    removeCustomer(id) {
      changed.left.add(id)
      current = null
    },
    save: () => ({
      asOf,
      customers: [...changed.customers.values()],
      orders: [...changed.orders.values()],
      left: [...changed.left],
    }),
  }
}

function merge<T extends { id: string }>(drawn: readonly T[], changed: ReadonlyMap<string, T>): T[] {
  const known = new Set(drawn.map(({ id }) => id))
  const added = [...changed.values()].filter(({ id }) => !known.has(id))
  return [...drawn.map((one) => changed.get(one.id) ?? one), ...added]
}

function drawPeople({ seed, storeKey, size, asOf, products }: PeopleSource): People {
  const customers = Array.from({ length: size }, (_, number) =>
    drawCustomer(createRandom(hash(seed, storeKey, number, 'customer')), number, asOf),
  )
  const orders = Array.from({ length: size * 2 }, (_, number) => {
    const random = createRandom(hash(seed, storeKey, number, 'order'))
    // Evenly over the days, newest last; the last few are still being worked on.
    const age = ((size * 2 - number) / (size * 2)) * orderDays * day
    return drawOrder(random, {
      customer: customers.length > 0 && random.chance(0.75) ? random.pick(customers) : null,
      products: products(random, random.int(1, 4)),
      placedAt: Math.round(asOf - age),
      status: drawStatus(random, age),
      reference: random.chance(0.3) ? `W-${1000 + number}` : null,
    })
  }).filter((order) => order !== null)
  return { customers, orders }
}

function drawStatus(random: Random, age: number): WorldOrderStatus {
  if (random.chance(0.06)) return 'cancelled'
  if (age > day) return 'completed'
  return random.pick(['pending', 'preparing', 'ready', 'out_for_delivery', 'completed'])
}
