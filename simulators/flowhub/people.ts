import { jsonReply, type Reply, type SimRequest } from '../kit/http.ts'
import { writePeopleLedger } from '../kit/people-ledger.ts'
import type { LedgerPeople } from '../kit/vendor.ts'
import type { WorldCustomer, WorldOrder } from '../world/people-types.ts'
import type { WorldStore } from '../world/store.ts'
import { refusal } from './answers.ts'
import { clientId, microseconds } from './dialect.ts'
import { stableId } from './ledger.ts'
import { importIdOf } from './locations.ts'

const largestPage = 10_000

/** Epoch ms of a day's beginning, 0 for none; null when it is written in any other way. */
function readDay(text: string | null): number | null {
  if (text === null) return 0
  return /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : null
}

const badDay = () => refusal(404, 'Dates must be in format yyyy-mm-dd')

function slice<T>(items: readonly T[], query: URLSearchParams): T[] | null {
  const page = Number(query.get('page') ?? 1)
  const size = Number(query.get('page_size') ?? 100)
  if (!Number.isInteger(page) || page < 1 || !Number.isInteger(size) || size < 1 || size > largestPage)
    return null
  return items.slice((page - 1) * size, page * size)
}

const ordered = <T extends { at: number }>(items: T[], query: URLSearchParams) =>
  items.sort((a, b) => (query.get('order_by') === 'desc' ? b.at - a.at : a.at - b.at))

/** Customers belong to the client, so those of all its stores are in the list. */
export function listCustomers({ query }: SimRequest, stores: readonly WorldStore[]): Reply {
  const after = readDay(query.get('updated_after'))
  if (after === null) return badDay()
  const found = stores
    .flatMap((store) => store.people().customers)
    .filter(({ updatedAt }) => updatedAt >= after)
    .map((customer) => ({ at: customer.createdAt, customer }))
  const page = slice(ordered(found, query), query)
  if (page === null) return refusal(400, 'Bad Request')
  return jsonReply(
    200,
    page.map(({ customer }) => renderCustomer(customer)),
  )
}

/** Only what is sold is a sale; by the day it was made. */
export function listSales({ query }: SimRequest, store: WorldStore): Reply {
  const after = readDay(query.get('created_after'))
  if (after === null) return badDay()
  const found = store
    .people()
    .orders.filter((order) => order.status === 'completed' && order.placedAt >= after)
    .map((order) => ({ at: order.placedAt, order }))
  const page = slice(ordered(found, query), query)
  if (page === null) return refusal(400, 'Bad Request')
  return jsonReply(200, {
    total: found.length,
    orders: page.map(({ order }) => renderSale(store, order)),
  })
}

function renderCustomer(customer: WorldCustomer) {
  const { address, medicalCard, license, phone } = customer
  return {
    id: customer.id,
    createdAt: microseconds(customer.createdAt),
    updatedAt: microseconds(customer.updatedAt),
    type: customer.type === 'medical' ? 'medCustomer' : 'recCustomer',
    name: `${customer.firstName} ${customer.lastName}`,
    state: address?.state ?? 'CA',
    birthDate: customer.bornOn,
    isLoyal: customer.points > 0,
    loyaltyPoints: customer.points,
    ...(phone !== null && { phone: `(${phone.slice(0, 3)}) ${phone.slice(3, 6)}-${phone.slice(6)}` }),
    ...(customer.email !== null && { email: customer.email }),
    ...(address !== null && {
      streetAddress1: address.street,
      city: address.city,
      zip: address.postalCode,
      country: 'US',
    }),
    ...(medicalCard !== null && { medId: medicalCard.number, medIdExpiration: medicalCard.expiresOn }),
    ...(license !== null && { stateId: license.number, stateIdExpiration: license.expiresOn }),
    consentsToPromotionalEmail: customer.consent.email,
    consentsToPromotionalSMS: customer.consent.sms,
    groups: [],
  }
}

function renderSale(store: WorldStore, order: WorldOrder) {
  return {
    id: order.id,
    clientId,
    createdAt: new Date(order.placedAt).toISOString(),
    completedOn: new Date(order.completedAt ?? order.placedAt).toISOString(),
    customerId: order.customerId,
    customerType: order.type === 'medical' ? 'medCustomer' : 'recCustomer',
    locationId: importIdOf(store.profile.key),
    orderId: order.number,
    orderStatus: 'sold',
    orderType: order.fulfilment === 'in_store' ? 'walk-in' : order.fulfilment,
    originalSaleId: '',
    voided: false,
    itemsInCart: order.lines.map((line) => {
      const index = store.find(line.productId)
      return {
        id: line.id,
        productName: line.name,
        parentProductId: index === null ? null : store.product(index).familyId,
        variantId: line.productId,
        quantity: line.quantity,
        unitPrice: line.unitPriceMinor,
        totalPrice: line.totalMinor,
        unitOfWeight: line.unit === 'g' ? 'Grams' : 'Each',
        itemDiscounts: [],
        tax: [],
      }
    }),
    payments: [{ paymentType: 'cash', amount: order.totalMinor, loyaltyPoints: 0 }],
    totals: {
      SubTotal: order.subtotalMinor,
      TotalDiscounts: order.discountMinor,
      TotalFees: 0,
      TotalTaxes: order.taxMinor,
      FinalTotal: order.totalMinor,
    },
  }
}

/** The sales of one store, and the customers of all, since they belong to the client. */
export function writePeople(stores: readonly WorldStore[], store: WorldStore): LedgerPeople {
  const { orders } = writePeopleLedger(store, {
    productId(id) {
      const index = store.find(id)
      return index === null ? '' : stableId(store.product(index))
    },
    number: ({ id }) => id,
  })
  return {
    customers: stores.flatMap((each) => writePeopleLedger(each).customers),
    orders: orders.filter(({ status }) => status === 'completed'),
  }
}
