import { writePeopleLedger } from '../kit/people-ledger.ts'
import type { LedgerPeople } from '../kit/vendor.ts'
import type { XmlElement, XmlValue } from '../kit/xml.ts'
import type { WorldCustomer, WorldOrder, WorldOrderStatus } from '../world/people-types.ts'
import type { WorldStore } from '../world/store.ts'
import {
  amount,
  customerNumber,
  fourDecimals,
  incrementOf,
  orderNumber,
  productNumber,
  skuOf,
  utc,
} from './dialect.ts'
import { textOf } from './envelope.ts'
import { noCustomer, noOrder } from './faults.ts'
import { readFilters } from './filters.ts'

/** Customer groups of every shop by what they are for. */
export const groups = { adult: '1', wholesale: '2', medical: '4' }

/** A shop sends no order without an address for its mail; where somebody gave none the till makes one up. */
const emailOf = ({ id, email }: WorldCustomer) => email ?? `no-mail-${customerNumber(id)}@shop.example.test`

const states: Record<WorldOrderStatus, { state: string; status: string }> = {
  pending: { state: 'new', status: 'pending' },
  preparing: { state: 'processing', status: 'processing' },
  ready: { state: 'processing', status: 'processing' },
  out_for_delivery: { state: 'processing', status: 'processing' },
  completed: { state: 'complete', status: 'complete' },
  cancelled: { state: 'canceled', status: 'canceled' },
}

const shippingMethods = {
  in_store: 'pos_counter',
  pickup: 'storepickup_storepickup',
  delivery: 'flatrate_flatrate',
}

export function listCustomers(store: WorldStore, args: XmlElement): XmlValue {
  const accept = readFilters(args, ['customer_id', 'email', 'group_id', 'created_at', 'updated_at'])
  return store.people().customers.map(renderCustomer).filter(accept)
}

function renderCustomer(customer: WorldCustomer) {
  return {
    customer_id: customerNumber(customer.id),
    created_at: utc(customer.createdAt),
    updated_at: utc(customer.updatedAt),
    store_id: '1',
    website_id: '1',
    created_in: 'Default Store View',
    email: emailOf(customer),
    firstname: customer.firstName,
    lastname: customer.lastName,
    group_id: groups[customer.type],
    dob: `${customer.bornOn} 00:00:00`,
    // Salted MD5, as it stands in the shop's database: nobody who reads customers needs it.
    password_hash: `${customerNumber(customer.id).padStart(32, '0')}:ab`,
  }
}

/** @throws {ShopFault} 101 */
export function listAddresses(store: WorldStore, args: XmlElement): XmlValue {
  const asked = textOf(args, 'customerId')
  const customer = store.people().customers.find(({ id }) => customerNumber(id) === asked)
  if (!customer) throw noCustomer()
  const { address, phone } = customer
  if (address === null && phone === null) return []
  return [
    {
      customer_address_id: asked,
      created_at: utc(customer.createdAt),
      updated_at: utc(customer.updatedAt),
      // A telephone number stands with an address, whose fields are required: tills write something.
      city: address?.city ?? '-',
      country_id: 'US',
      firstname: customer.firstName,
      lastname: customer.lastName,
      postcode: address?.postalCode ?? '-',
      region: address?.state ?? null,
      street: address?.street ?? '-',
      telephone: phone,
      is_default_billing: 'true',
      is_default_shipping: 'true',
    },
  ]
}

export const listGroups = (): XmlValue => [
  { customer_group_id: '0', customer_group_code: 'NOT LOGGED IN' },
  { customer_group_id: groups.adult, customer_group_code: 'General' },
  { customer_group_id: groups.wholesale, customer_group_code: 'Wholesale' },
  { customer_group_id: groups.medical, customer_group_code: 'Medical' },
]

export function listOrders(store: WorldStore, args: XmlElement): XmlValue {
  const accept = readFilters(args, [
    'order_id',
    'increment_id',
    'status',
    'customer_id',
    'created_at',
    'updated_at',
  ])
  return store.people().orders.map(headOf).filter(accept)
}

/** What the list and the order itself both say. */
function headOf(order: WorldOrder) {
  return {
    increment_id: incrementOf(order.id),
    store_id: '1',
    created_at: utc(order.placedAt),
    updated_at: utc(order.updatedAt),
    customer_id: order.customerId === null ? null : customerNumber(order.customerId),
    tax_amount: amount(order.taxMinor),
    shipping_amount: amount(0),
    // What is taken off is written below zero.
    discount_amount: amount(-order.discountMinor),
    subtotal: amount(order.subtotalMinor),
    grand_total: amount(order.totalMinor),
    ...states[order.status],
    order_currency_code: 'USD',
    shipping_method: shippingMethods[order.fulfilment],
    customer_group_id: order.customerId === null ? '0' : groups[order.type],
    order_id: orderNumber(order.id),
  }
}

/** @throws {ShopFault} 100 */
export function orderInfo(store: WorldStore, args: XmlElement): XmlValue {
  const asked = textOf(args, 'orderIncrementId')
  const order = store.people().orders.find(({ id }) => incrementOf(id) === asked)
  if (!order) throw noOrder()
  return {
    ...headOf(order),
    items: order.lines.map((line, position) => {
      const index = store.find(line.productId)
      return {
        item_id: `${orderNumber(order.id)}${position}`,
        order_id: orderNumber(order.id),
        product_id: index === null ? null : productNumber(store, index),
        product_type: 'simple',
        sku: index === null ? null : skuOf(store, index),
        name: line.name,
        is_qty_decimal: line.unit === 'g' ? '1' : '0',
        qty_ordered: fourDecimals(line.quantity),
        price: amount(line.unitPriceMinor),
        discount_amount: amount(line.discountMinor),
        row_total: amount(line.totalMinor + line.discountMinor),
      }
    }),
    payment: { method: 'checkmo', cc_owner: 'Not Forus', payment_id: orderNumber(order.id) },
    status_history: [{ created_at: utc(order.placedAt), status: states[order.status].status }],
  }
}

/** What can be known of a shop's people. */
export function writePeople(store: WorldStore): LedgerPeople {
  const { customers, orders } = writePeopleLedger(store, {
    customerId: customerNumber,
    orderId: incrementOf,
    number: ({ id }) => incrementOf(id),
    status: (status) => (states[status].state === 'processing' ? 'preparing' : status),
    productId(id) {
      const index = store.find(id)
      return index === null ? '' : productNumber(store, index)
    },
  })
  const known = new Map(store.people().customers.map((each) => [customerNumber(each.id), each]))
  return {
    orders,
    customers: customers.map((customer) => {
      const world = known.get(customer.sourceId)
      return { ...customer, email: world ? emailOf(world) : null }
    }),
  }
}

/** The world's id of a customer or order the shop knows by number. */
export function personOrOrder(store: WorldStore, number: string): string | undefined {
  const { customers, orders } = store.people()
  return (
    customers.find(({ id }) => customerNumber(id) === number)?.id ??
    orders.find(({ id }) => incrementOf(id) === number)?.id
  )
}
