import type { WorldOrder, WorldOrderStatus } from '../world/people-types.ts'
import type { WorldStore } from '../world/store.ts'
import type { LedgerPeople } from './vendor.ts'

/** Where a vendor's ids and statuses differ from the world's; what is left out is as in the world. */
export type PeopleDialect = {
  customerId?(id: string): string
  orderId?(id: string): string
  productId?(id: string): string
  number?(order: WorldOrder): string
  /** What somebody who only reads the vendor's answers can know of a status. */
  status?(status: WorldOrderStatus): string
}

const same = (id: string) => id

/** What a client that read everything should know of a store's customers and orders. */
export function writePeopleLedger(store: WorldStore, dialect: PeopleDialect = {}): LedgerPeople {
  const { customerId = same, orderId = same, productId = same, status = same } = dialect
  const { customers, orders } = store.people()
  return {
    customers: customers.map((customer) => ({
      sourceId: customerId(customer.id),
      name: `${customer.firstName} ${customer.lastName}`,
      email: customer.email,
      phone: customer.phone,
      bornOn: customer.bornOn,
      medical: customer.type === 'medical',
    })),
    orders: orders.map((order) => ({
      sourceId: orderId(order.id),
      number: dialect.number?.(order) ?? order.number,
      status: status(order.status),
      customerSourceId: order.customerId === null ? null : customerId(order.customerId),
      totalMinor: order.totalMinor,
      lines: order.lines.map((line) => ({
        productSourceId: productId(line.productId),
        quantity: line.quantity,
      })),
    })),
  }
}
