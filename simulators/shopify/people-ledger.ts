import { writePeopleLedger } from '../kit/people-ledger.ts'
import type { LedgerPeople } from '../kit/vendor.ts'
import type { WorldOrder } from '../world/people-types.ts'
import type { WorldStore } from '../world/store.ts'
import { gid, productNumber } from './dialect.ts'
import { visibleOrders } from './people-root.ts'
import { customerNumber } from './render-customer.ts'
import { displayStatus, orderNumber, rungUp } from './render-order.ts'

const customerGid = (id: string) => gid('Customer', customerNumber({ id }))
const orderGid = (id: string) => gid('Order', orderNumber({ id }))

/** What is laid out for somebody who didn't order from outside looks no different from what is being prepared. */
const shownStatus = (order: WorldOrder) =>
  order.status === 'ready' && displayStatus(order) === null ? 'preparing' : order.status

/** The truth about a store's people, in the vendor's ids; lines by their variant, none where the product is gone. */
export function writePeople(store: WorldStore, now: number): LedgerPeople {
  const { customers, orders } = store.people()
  const there = new Set(customers.map(({ id }) => id))
  const variantGid = (productId: string) => {
    const index = store.find(productId)
    return index === null
      ? ''
      : gid('ProductVariant', productNumber('ProductVariant', index, store.product(index)))
  }
  const written = writePeopleLedger(store, { customerId: customerGid })
  return {
    customers: written.customers,
    orders: visibleOrders(orders, now).map((order) => ({
      sourceId: orderGid(order.id),
      number: order.number,
      status: shownStatus(order),
      customerSourceId:
        order.customerId === null || !there.has(order.customerId) ? null : customerGid(order.customerId),
      totalMinor: order.totalMinor,
      lines: order.lines.map((line) => ({
        productSourceId: variantGid(line.productId),
        quantity: rungUp(line).quantity,
      })),
    })),
  }
}

/** The world's id of a customer or an order; null when the store knows neither by that id. */
export function personOrOrder(store: WorldStore, id: string): string | null {
  const { customers, orders } = store.people()
  const found =
    customers.find((one) => customerGid(one.id) === id) ?? orders.find((one) => orderGid(one.id) === id)
  return found?.id ?? null
}
