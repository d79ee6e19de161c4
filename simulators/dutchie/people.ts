import { jsonReply, type Reply, type SimRequest } from '../kit/http.ts'
import { writePeopleLedger } from '../kit/people-ledger.ts'
import type { LedgerPeople } from '../kit/vendor.ts'
import type { WorldCustomer, WorldOrder, WorldOrderStatus } from '../world/people-types.ts'
import { hash } from '../world/random.ts'
import type { WorldStore } from '../world/store.ts'
import { dollars, productIdOf, utc } from './dialect.ts'
import { badRequest } from './refusals.ts'

const day = 86_400_000
const largestPage = 100
/** How far back preorders are told of when none is asked for by name. */
const preorderDays = 14
const longestWindow = 60 * day

/** Ids are whole numbers of 32 bits with a sign. */
const numberOf = (id: string, kind: string) => hash(id, `dutchie ${kind}`) >>> 1

const customerNumber = (id: string) => numberOf(id, 'customer')
const transactionNumber = (id: string) => numberOf(id, 'transaction')
const preorderNumber = (id: string) => numberOf(id, 'preorder')

/** 0: a product that is gone. */
function productNumber(store: WorldStore, id: string): number {
  const index = store.find(id)
  return index === null ? 0 : productIdOf(store, index)
}

const statuses: Record<WorldOrderStatus, string> = {
  pending: 'Submitted',
  preparing: 'Processing',
  ready: 'Filled',
  out_for_delivery: 'In Transit',
  completed: 'Complete',
  cancelled: 'Cancelled',
}

const orderTypes = { in_store: 'Walk-In', pickup: 'Pickup', delivery: 'Delivery' } as const

/** A query's fields by their names in lower case, since callers spell them either way. */
const fieldsOf = (query: URLSearchParams) =>
  new Map([...query].map(([name, value]) => [name.toLowerCase(), value]))

export function listCustomers({ query }: SimRequest, store: WorldStore): Reply {
  const fields = fieldsOf(query)
  const page = Number(fields.get('pagenumber') ?? 0)
  const size = Number(fields.get('pagesize') ?? largestPage)
  const since = Date.parse(fields.get('fromlastmodifieddateutc') ?? utc(0))
  if (!Number.isInteger(page) || page < 0 || Number.isNaN(since)) return badRequest.empty()
  if (!Number.isInteger(size) || size < 1 || size > largestPage)
    return badRequest.text(`PageSize must be between 1 and ${largestPage}.`)
  const found = store.people().customers.filter(({ updatedAt }) => updatedAt >= since)
  return jsonReply(200, found.slice(page * size, (page + 1) * size).map(renderCustomer))
}

export function listTransactions({ query }: SimRequest, store: WorldStore): Reply {
  const fields = fieldsOf(query)
  const from = Date.parse(fields.get('fromlastmodifieddateutc') ?? '')
  const to = Date.parse(fields.get('tolastmodifieddateutc') ?? '')
  if (Number.isNaN(from) || Number.isNaN(to))
    return badRequest.text('Name TransactionId, or both ends of one kind of date.')
  if (to - from > longestWindow) return badRequest.text('The window may be 60 days at most.')
  const found = store
    .people()
    .orders.filter(({ status, updatedAt }) => status === 'completed' && updatedAt >= from && updatedAt <= to)
  return jsonReply(
    200,
    found.map((order) => renderTransaction(store, order)),
  )
}

export function listPreorders(store: WorldStore, now: number): Reply {
  return jsonReply(
    200,
    store
      .people()
      .orders.filter((order) => isPreorder(order, now))
      .map((order) => renderPreorder(store, order)),
  )
}

const isPreorder = ({ placedAt, status, reference }: WorldOrder, now: number) =>
  placedAt > now - preorderDays * day && (status !== 'completed' || reference !== null)

function renderCustomer(customer: WorldCustomer) {
  const { address, medicalCard } = customer
  return {
    customerId: customerNumber(customer.id),
    uniqueId: customer.id,
    name: `${customer.firstName} ${customer.lastName}`,
    firstName: customer.firstName,
    lastName: customer.lastName,
    address1: address?.street ?? null,
    address2: null,
    city: address?.city ?? null,
    state: address?.state ?? null,
    postalCode: address?.postalCode ?? null,
    phone: customer.phone === null ? null : dashed(customer.phone),
    cellPhone: null,
    emailAddress: customer.email,
    status: customer.status === 'banned' ? 'Banned' : 'Active',
    mmjidNumber: medicalCard?.number ?? null,
    mmjidExpirationDate: medicalCard === null ? null : `${medicalCard.expiresOn}T00:00:00Z`,
    lastModifiedDateUTC: utc(customer.updatedAt),
    creationDate: utc(customer.createdAt),
    customerType: customer.type === 'medical' ? 'Medical' : 'Recreational',
    gender: null,
    driversLicenseHash: customer.license === null ? null : String(hash(customer.license.number)),
    dateOfBirth: `${customer.bornOn}T00:00:00Z`,
    isAnonymous: false,
    isLoyaltyMember: customer.points > 0,
    optedIntoMarketing: customer.consent.email,
    discountGroups: [],
    mergedIntoCustomerId: null,
  }
}

const dashed = (phone: string) => `${phone.slice(0, 3)}-${phone.slice(3, 6)}-${phone.slice(6)}`

function renderTransaction(store: WorldStore, order: WorldOrder) {
  const transactionId = transactionNumber(order.id)
  return {
    transactionId,
    ...(order.customerId !== null && { customerId: customerNumber(order.customerId) }),
    transactionDate: utc(order.placedAt),
    isVoid: false,
    isReturn: false,
    isMedical: order.type === 'medical',
    subtotal: dollars(order.subtotalMinor),
    totalDiscount: dollars(order.discountMinor),
    tax: dollars(order.taxMinor),
    total: dollars(order.totalMinor),
    totalItems: order.lines.length,
    transactionType: 'Retail',
    orderType: orderTypes[order.fulfilment],
    wasPreOrdered: order.reference !== null,
    orderIds: order.reference === null ? [] : [preorderNumber(order.id)],
    referenceId: order.reference,
    lastModifiedDateUTC: utc(order.updatedAt),
    items: order.lines.map((line) => ({
      transactionId,
      transactionItemId: numberOf(line.id, 'line'),
      productId: productNumber(store, line.productId),
      quantity: line.quantity,
      unitPrice: dollars(line.unitPriceMinor),
      totalPrice: dollars(line.totalMinor),
      totalDiscount: dollars(line.discountMinor),
      unitWeightUnit: line.unit === 'g' ? 'g' : 'ea',
      discounts: [],
      taxes: [],
      isReturned: false,
    })),
    discounts: [],
  }
}

function renderPreorder(store: WorldStore, order: WorldOrder) {
  const preOrderId = preorderNumber(order.id)
  return {
    preOrderId,
    status: statuses[order.status],
    transactionId: transactionNumber(order.id),
    orderDate: utc(order.placedAt),
    ...(order.customerId !== null && { customerId: customerNumber(order.customerId) }),
    orderType: orderTypes[order.fulfilment],
    orderSource: 'Web',
    rejectedReason: null,
    isCancellable: order.status === 'pending',
    isUpdateable: order.status === 'pending',
    total: dollars(order.totalMinor),
    subTotal: dollars(order.subtotalMinor),
    totalTax: dollars(order.taxMinor),
    sourceSystem: 'Web shop',
    items: order.lines.map((line) => ({
      productName: line.name,
      quantity: line.quantity,
      totalPrice: dollars(line.totalMinor),
      totalDiscount: dollars(line.discountMinor),
      totalTax: 0,
    })),
    orderedItems: order.lines.map((line) => ({
      preOrderId,
      productId: productNumber(store, line.productId),
      quantity: line.quantity,
    })),
  }
}

/** What can be known: sales of any age, and what is no sale only while preorders of its age are told of. */
export function writePeople(store: WorldStore, now: number): LedgerPeople {
  const { customers, orders } = writePeopleLedger(store, {
    customerId: (id) => String(customerNumber(id)),
    orderId: (id) => String(transactionNumber(id)),
    productId: (id) => String(productNumber(store, id)),
    number: ({ id, status }) => String(status === 'completed' ? transactionNumber(id) : preorderNumber(id)),
  })
  const told = new Set(
    store
      .people()
      .orders.filter((order) => order.status === 'completed' || isPreorder(order, now))
      .map(({ id }) => String(transactionNumber(id))),
  )
  return { customers, orders: orders.filter(({ sourceId }) => told.has(sourceId)) }
}

/** The world's id of a customer or order that Dutchie knows by number. */
export function personOrOrderOf(store: WorldStore, number: string): string | undefined {
  const { customers, orders } = store.people()
  const customer = customers.find(({ id }) => String(customerNumber(id)) === number)
  return (customer ?? orders.find(({ id }) => String(transactionNumber(id)) === number))?.id
}
