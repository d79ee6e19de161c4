import { jsonReply, type Reply, type SimRequest } from '../kit/http.ts'
import { writePeopleLedger } from '../kit/people-ledger.ts'
import type { LedgerPeople } from '../kit/vendor.ts'
import type { WorldCustomer, WorldOrder } from '../world/people-types.ts'
import type { WorldStore } from '../world/store.ts'
import { isReply, listed, readDays, readRange, refusal } from './answers.ts'
import { ageOf, companyId, dollars, namedId, objectId } from './dialect.ts'

/** Members, all of them or those modified within a range. */
export function listMembers({ query }: SimRequest, store: WorldStore): Reply {
  const { wrapper, membersByDate } = ageOf(store.profile.key)
  const range = readRange(query, membersByDate)
  if (isReply(range)) return range
  const found = store
    .people()
    .customers.filter(({ updatedAt }) => range === null || (updatedAt >= range.from && updatedAt <= range.to))
  return listed(found, query, wrapper, renderMember)
}

const isActive = ({ status }: WorldOrder) => status !== 'completed' && status !== 'cancelled'

/** What is finished, by the shop's day on which it was. */
export function listTransactions({ query }: SimRequest, store: WorldStore): Reply {
  const days = readDays(query)
  if (isReply(days)) return days
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: store.profile.timeZone })
  const found = store.people().orders.filter((order) => {
    if (isActive(order)) return false
    const on = day.format(order.updatedAt)
    return on >= days.from && on <= days.to
  })
  return listed(found, query, ageOf(store.profile.key).wrapper, (order) => renderTransaction(store, order))
}

export function getMember(store: WorldStore, id: string): Reply {
  const found = store.people().customers.find((one) => objectId(one.id) === id)
  return found === undefined ? refusal(404, 'Member does not exist') : jsonReply(200, renderMember(found))
}

export function getTransaction(store: WorldStore, id: string): Reply {
  const found = store.people().orders.find((one) => objectId(one.id) === id)
  return found === undefined
    ? refusal(404, 'Transaction does not exist')
    : jsonReply(200, renderTransaction(store, found))
}

/** What is still worked on. */
export function listActive({ query }: SimRequest, store: WorldStore): Reply {
  const found = store.people().orders.filter(isActive)
  return listed(found, query, ageOf(store.profile.key).wrapper, (order) => renderTransaction(store, order))
}

const midnight = (day: string) => Date.parse(`${day}T00:00:00Z`)

export function renderMember(customer: WorldCustomer) {
  const { address, medicalCard, license } = customer
  return {
    id: objectId(customer.id),
    companyId,
    created: customer.createdAt,
    modified: customer.updatedAt,
    deleted: false,
    firstName: customer.firstName,
    middleName: '',
    lastName: customer.lastName,
    email: customer.email ?? '',
    dob: midnight(customer.bornOn),
    primaryPhone: customer.phone ?? '',
    textOptIn: customer.consent.sms,
    emailOptIn: customer.consent.email,
    medical: customer.type === 'medical',
    consumerType: customer.type === 'medical' ? 'MedicinalThirdParty' : 'AdultUse',
    loyaltyPoints: customer.points,
    address:
      address === null
        ? null
        : {
            address: address.street,
            city: address.city,
            state: address.state,
            zipCode: address.postalCode,
            country: 'US',
          },
    dlNo: license?.number ?? null,
    dlState: license?.state ?? null,
    dlExpiration: license === null ? 0 : midnight(license.expiresOn),
    recNo: medicalCard?.number ?? null,
    recExpiration: medicalCard === null ? 0 : midnight(medicalCard.expiresOn),
  }
}

export const statusWords: Record<WorldOrder['status'], string> = {
  pending: 'Placed',
  preparing: 'InProgress',
  ready: 'InProgress',
  out_for_delivery: 'InProgress',
  completed: 'Completed',
  cancelled: 'CanceledByDispensary',
}

/** A sale at the till says nothing. */
const pickupTypes = { in_store: null, pickup: 'Pickup', delivery: 'Delivery' }

/** How an order is called out, as the number BLAZE counts transactions with. */
const numberOf = ({ number }: WorldOrder) => String(Number.parseInt(number, 36))

export function renderTransaction(store: WorldStore, order: WorldOrder) {
  const { status } = order
  const packed = status === 'ready' || status === 'out_for_delivery'
  return {
    id: objectId(order.id),
    companyId,
    shopId: namedId('shop', store.profile.key),
    created: order.placedAt,
    modified: order.updatedAt,
    transNo: numberOf(order),
    memberId: order.customerId === null ? null : objectId(order.customerId),
    status: statusWords[status],
    pickupType: pickupTypes[order.fulfilment],
    orderPlacedTime: order.placedAt,
    packagedTime: packed ? order.updatedAt : null,
    onTheWayTime: status === 'out_for_delivery' ? order.updatedAt : null,
    completedTime: order.completedAt,
    memo: order.reference,
    cart: {
      consumerType: order.type === 'medical' ? 'MedicinalThirdParty' : 'AdultUse',
      subTotal: dollars(order.subtotalMinor),
      totalDiscount: dollars(order.discountMinor),
      totalCalcTax: dollars(order.taxMinor),
      totalFees: 0,
      total: dollars(order.totalMinor),
      items: order.lines.map((line) => ({
        id: namedId('item', line.id),
        orderItemId: objectId(line.id),
        productId: objectId(line.productId),
        quantity: line.quantity,
        unitPrice: dollars(line.unitPriceMinor),
        calcDiscount: dollars(line.discountMinor),
        finalPrice: dollars(line.totalMinor),
        calcTax: 0,
        product: {
          id: objectId(line.productId),
          name: line.name,
          category: { unitType: line.unit === 'g' ? 'grams' : 'units' },
        },
      })),
    },
  }
}

export function writePeople(store: WorldStore): LedgerPeople {
  return writePeopleLedger(store, {
    customerId: objectId,
    orderId: objectId,
    productId: objectId,
    number: numberOf,
  })
}
