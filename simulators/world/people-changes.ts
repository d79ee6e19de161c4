import type { Change } from './changes.ts'
import { drawCustomer } from './draw-customer.ts'
import { drawOrder } from './draw-order.ts'
import type { WorldCustomer, WorldOrder } from './people-types.ts'
import { createRandom, hash } from './random.ts'
import type { WorldStore } from './store.ts'

/** What happens between a store and its customers. */
export const peopleChangeKinds = ['join', 'move-house', 'leave', 'order', 'serve'] as const
export type PeopleChangeKind = (typeof peopleChangeKinds)[number]

/** Whether a kind of change is about people rather than goods. */
export function isPeopleChange(kind: string): kind is PeopleChangeKind {
  return (peopleChangeKinds as readonly string[]).includes(kind)
}

/** The step after each; a ready delivery goes out first. */
const nextStatus = {
  pending: 'preparing',
  preparing: 'ready',
  ready: 'completed',
  out_for_delivery: 'completed',
  completed: 'completed',
  cancelled: 'cancelled',
} as const

/**
 * Lets one thing happen and tells what changed; null when there is nobody, or nothing, it could happen to.
 * `join`: somebody signs up; `move-house`: a customer's telephone number changes; `leave`: a customer is deleted;
 * `order`: an order is placed, for the customer of that id when one is given; `serve`: an order goes a step further.
 * @param sourceId the world's id of the customer, of the order for `serve`
 * @param moment when, epoch ms, and any number that tells this change from others of its kind
 */
export function applyPeopleChange(
  store: WorldStore,
  kind: PeopleChangeKind,
  sourceId: string | undefined,
  { at, draw }: { at: number; draw: number },
): Change | null {
  const random = createRandom(hash(store.seed, store.profile.key, draw, kind))
  const { customers, orders } = store.people()
  const someone = () =>
    sourceId === undefined
      ? customers.length > 0
        ? random.pick(customers)
        : undefined
      : customers.find(({ id }) => id === sourceId)
  const told = (of: WorldCustomer, field: string, before: string | null, after: string | null) => ({
    sourceId: of.id,
    name: `${of.firstName} ${of.lastName}`,
    field,
    before,
    after,
  })
  switch (kind) {
    case 'join': {
      const joined = {
        ...drawCustomer(random, customers.length + draw, at),
        createdAt: at,
        updatedAt: at,
        status: 'active' as const,
      }
      store.putCustomer(joined)
      return told(joined, 'customer', null, joined.id)
    }
    case 'move-house': {
      const customer = someone()
      if (!customer) return null
      const phone = `415555${String(random.int(0, 9999)).padStart(4, '0')}`
      store.putCustomer({ ...customer, phone, updatedAt: at })
      return told(customer, 'phone', customer.phone, phone)
    }
    case 'leave': {
      const customer = someone()
      if (!customer) return null
      store.removeCustomer(customer.id)
      return told(customer, 'customer', customer.id, null)
    }
    case 'order': {
      const order = drawOrder(random, {
        customer: someone() ?? null,
        products: store.offer(random, random.int(1, 3)),
        placedAt: at,
        status: 'pending',
        reference: random.chance(0.5) ? `W-${draw}-${random.int(1000, 9999)}` : null,
      })
      if (!order) return null
      const placed = { ...order, updatedAt: at }
      store.putOrder(placed)
      return changeOf(placed, 'order', null, placed.number)
    }
    case 'serve': {
      const waiting = orders.filter(({ status }) => nextStatus[status] !== status)
      const picked = waiting.length > 0 ? random.pick(waiting) : undefined
      const order = sourceId === undefined ? picked : orders.find(({ id }) => id === sourceId)
      if (!order) return null
      const status = nextStatus[order.status]
      store.putOrder({ ...order, status, completedAt: status === 'completed' ? at : null, updatedAt: at })
      return changeOf(order, 'status', order.status, status)
    }
  }
}

const changeOf = (order: WorldOrder, field: string, before: string | null, after: string | null) => ({
  sourceId: order.id,
  name: order.number,
  field,
  before,
  after,
})
