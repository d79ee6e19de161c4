import type { WorldCustomer, WorldOrder } from '../world/people-types.ts'
import { connect, type Entry, type ListArgs } from './connection.ts'
import { holds, type ShopContext } from './context.ts'
import { numberOf } from './dialect.ts'
import { customerNumber, customerTags, wirePhone } from './render-customer.ts'
import { financialStatus, fulfillmentStatus, orderName, orderNumber } from './render-order.ts'
import { type Fields, search } from './search.ts'

const day = 86_400_000
/** How far back an app sees that may not see all orders. */
const visibleDays = 60

const customerFields: Fields<WorldCustomer> = {
  id: customerNumber,
  updated_at: ({ updatedAt }) => updatedAt,
  customer_date: ({ createdAt }) => createdAt,
  email: ({ email }) => email,
  phone: wirePhone,
  first_name: ({ firstName }) => firstName,
  last_name: ({ lastName }) => lastName,
  tag: customerTags,
}

const orderFields: Fields<WorldOrder> = {
  id: orderNumber,
  updated_at: ({ updatedAt }) => updatedAt,
  created_at: ({ placedAt }) => placedAt,
  processed_at: ({ placedAt }) => placedAt,
  name: (order) => [orderName(order), order.number],
  source_identifier: ({ reference }) => reference,
  financial_status: financialStatus,
  fulfillment_status: fulfillmentStatus,
  status: ({ status }) => [
    'any',
    status === 'cancelled' ? 'cancelled' : status === 'completed' ? 'closed' : 'open',
  ],
  customer_id: ({ customerId }) => (customerId === null ? null : customerNumber({ id: customerId })),
  tag: ({ type }) => (type === 'medical' ? 'medical' : null),
}

/** Orders an app may see of those there are. */
export const visibleOrders = (orders: readonly WorldOrder[], now: number) =>
  orders.filter(({ placedAt }) => placedAt > now - visibleDays * day)

/** Customers and orders by query and by id. */
export function peopleRoot(context: ShopContext) {
  const { store, objects, caller, now } = context
  const customers = () => store.people().customers
  const orders = () => {
    const all = store.people().orders
    return holds(caller, 'read_all_orders') ? all : visibleOrders(all, now)
  }
  const foundCustomers = ({ query }: ListArgs) =>
    search(customers(), query, customerFields, {
      path: 'customers',
      context,
      free: ({ firstName, lastName, email }) => `${firstName} ${lastName} ${email ?? ''}`,
    })
  const foundOrders = ({ query }: ListArgs) =>
    search(orders(), query, orderFields, { path: 'orders', context, free: orderName })
  return {
    customers: (args: ListArgs) =>
      connect(
        foundCustomers(args).map((customer) => ({
          id: customerNumber(customer),
          value: customerValue(customer, args.sortKey),
          render: () => objects.customer(customer),
        })),
        args,
        context,
      ),
    customer({ id }: { id: string }) {
      const number = numberOf('Customer', id)
      const customer = customers().find((one) => customerNumber(one) === number)
      return customer === undefined ? null : objects.customer(customer)
    },
    customersCount: (args: ListArgs) => ({ count: foundCustomers(args).length, precision: 'EXACT' }),
    orders: (args: ListArgs) => connect(orderEntries(foundOrders(args), args, context), args, context),
    order({ id }: { id: string }) {
      const number = numberOf('Order', id)
      const order = orders().find((one) => orderNumber(one) === number)
      return order === undefined ? null : objects.order(order)
    },
    ordersCount: (args: ListArgs) => ({ count: foundOrders(args).length, precision: 'EXACT' }),
  }
}

function customerValue(customer: WorldCustomer, sortKey: string | null | undefined): number | string {
  switch (sortKey) {
    case 'UPDATED_AT':
      return customer.updatedAt
    case 'CREATED_AT':
      return customer.createdAt
    case 'NAME':
      return `${customer.lastName}, ${customer.firstName}`
    default:
      return customerNumber(customer)
  }
}

function orderEntries(orders: readonly WorldOrder[], { sortKey }: ListArgs, context: ShopContext): Entry[] {
  const value = (order: WorldOrder) => {
    if (sortKey === 'UPDATED_AT') return order.updatedAt
    if (sortKey === 'ID') return orderNumber(order)
    return sortKey === 'TOTAL_PRICE' ? order.totalMinor : order.placedAt
  }
  return orders.map((order) => ({
    id: orderNumber(order),
    value: value(order),
    render: () => context.objects.order(order),
  }))
}
