import { jsonReply, type Reply } from '../kit/http.ts'
import { writePeopleLedger } from '../kit/people-ledger.ts'
import type { LedgerPeople } from '../kit/vendor.ts'
import type { WorldCustomer, WorldOrder, WorldOrderStatus } from '../world/people-types.ts'
import { hash } from '../world/random.ts'
import type { WorldStore } from '../world/store.ts'
import { dollars, upper } from './dialect.ts'
import { failure, refuse, success } from './envelope.ts'
import { requireInstant } from './query.ts'
import { localDay, localIso } from './times.ts'

const largestPage = 50
const day = 86_400_000
/** How far back the list of changed tickets reaches. */
const changedDays = 30

/** Customers are numbered: text on a customer, a number on a ticket. */
const customerNumber = (id: string) => hash(id, 'treez')

const statuses: Record<WorldOrderStatus, string> = {
  pending: 'AWAITING_PROCESSING',
  preparing: 'IN_PROCESS',
  ready: 'PACKED_READY',
  out_for_delivery: 'OUT_FOR_DELIVERY',
  completed: 'COMPLETED',
  cancelled: 'CANCELED',
}

export function getCustomer(store: WorldStore, number: string): Reply {
  const found = store.people().customers.find(({ id }) => String(customerNumber(id)) === number)
  return found === undefined
    ? failure(404, 'CUSTOMER_DOESNT_EXIST', `Unable to find customer with id: ${number}`)
    : success([renderCustomer(found, store.profile.timeZone)])
}

export function getTicket(store: WorldStore, id: string): Reply {
  const found = store.people().orders.find((order) => order.id === id)
  return found === undefined
    ? failure(404, 'TICKET_NOT_FOUND', `Unable to find ticket with id: ${id}`)
    : success(renderTicket(found, store.profile.timeZone))
}

/** One page of a list by the numbers in the path. */
function slice<T>(items: readonly T[], params: Record<string, string>): T[] {
  const page = Number(params['page'])
  const size = Number(params['size'])
  if (!Number.isInteger(page) || page < 1) refuse('INDEX_PAGE_MUST_BE_GREATER_THAN_ZERO', 'page starts at 1')
  if (!Number.isInteger(size) || size < 1 || size > largestPage)
    refuse('RESPONSE_LIMIT_EXCEEDS', `pagesize must be between 1 and ${largestPage}`)
  return items.slice((page - 1) * size, page * size)
}

export function listCustomers(store: WorldStore, params: Record<string, string>): Reply {
  const since = requireInstant(params['moment'] ?? '')
  const found = store.people().customers.filter((customer) => customer.updatedAt > since)
  const data = slice(found, params).map((customer) => renderCustomer(customer, store.profile.timeZone))
  return jsonReply(200, { resultCode: 'SUCCESS', resultReason: null, resultDetail: null, data })
}

export function listChangedTickets(store: WorldStore, params: Record<string, string>, now: number): Reply {
  const since = requireInstant(params['moment'] ?? '')
  if (since < now - changedDays * day) refuse('INVALID_DATE_FORMAT', 'The date lies more than 30 days back')
  return ticketList(
    store,
    params,
    store.people().orders.filter((order) => order.updatedAt > since),
  )
}

export function listClosedTickets(store: WorldStore, params: Record<string, string>): Reply {
  const wanted = params['day'] ?? ''
  if (!/^\d{4}-\d\d-\d\d$/.test(wanted)) refuse('INVALID_DATE_FORMAT', `'${wanted}' is not a date`)
  const { timeZone } = store.profile
  return ticketList(
    store,
    params,
    store
      .people()
      .orders.filter(({ completedAt }) => completedAt !== null && localDay(completedAt, timeZone) === wanted),
  )
}

/** Newest first, so that a ticket placed while somebody pages pushes the others on. */
function ticketList(store: WorldStore, params: Record<string, string>, found: readonly WorldOrder[]): Reply {
  const ticketList = slice(found.toReversed(), params).map((order) =>
    renderTicket(order, store.profile.timeZone),
  )
  return jsonReply(200, {
    resultCode: 'SUCCESS',
    resultReason: null,
    resultDetail: null,
    pageElements: ticketList.length,
    totalElements: found.length,
    ticketList,
  })
}

export function renderCustomer(customer: WorldCustomer, timeZone: string) {
  const { address, license, medicalCard } = customer
  return {
    customer_id: String(customerNumber(customer.id)),
    first_name: customer.firstName,
    middle_name: null,
    last_name: customer.lastName,
    nickname: 'N/A',
    birthday: customer.bornOn,
    gender: 'N',
    status: 'ACTIVE',
    verification_status: 'VERIFIED',
    verification_reasons: [],
    banned: customer.status === 'banned',
    warning_1: false,
    warning_2: false,
    patient_type: customer.type === 'medical' ? 'MEDICAL_MMID' : 'ADULT',
    drivers_license: license?.number ?? '',
    drivers_license_expiration: license?.expiresOn ?? null,
    state_medical_id: medicalCard?.number ?? null,
    permit_expiration: medicalCard?.expiresOn ?? null,
    email: customer.email ?? 'N/A',
    phone: customer.phone,
    notes: null,
    is_caregiver: false,
    rewards_balance: customer.points,
    rewards_type: 'POINTS',
    signup_date: localIso(customer.createdAt, timeZone),
    last_visit_date: localIso(customer.updatedAt, timeZone),
    last_update: localIso(customer.updatedAt, timeZone),
    opt_out: customer.consent.email || customer.consent.sms ? null : 'true',
    addresses:
      address === null
        ? []
        : [
            {
              id: hash(customer.id, 'address'),
              type: 'address_of_record',
              street1: address.street,
              street2: '',
              city: address.city,
              state: address.state,
              zip: address.postalCode,
            },
          ],
    customer_groups: [],
    merged_customer_ids: [],
    merged_into_customer_id: null,
    external_ids: [],
  }
}

export function renderTicket(order: WorldOrder, timeZone: string) {
  const at = (moment: number | null) => (moment === null ? null : localIso(moment, timeZone))
  return {
    type: { in_store: 'POS', pickup: 'PICKUP', delivery: 'DELIVERY' }[order.fulfilment],
    ticket_id: order.id,
    order_number: order.number,
    external_order_number: order.reference,
    order_source: order.reference === null ? 'IN_STORE' : 'ECOMMERCE',
    customer_id: order.customerId === null ? null : customerNumber(order.customerId),
    ticket_patient_type: order.type === 'medical' ? 'MEDICAL-MMID' : 'ADULT',
    order_status: statuses[order.status],
    payment_status: order.status === 'completed' ? 'PAID' : 'UNPAID',
    date_created: at(order.placedAt),
    last_updated_at: at(order.updatedAt),
    date_closed: at(order.completedAt),
    post_tax_pricing: false,
    sub_total: dollars(order.subtotalMinor),
    discount_total: dollars(order.discountMinor),
    tax_total: dollars(order.taxMinor),
    total: dollars(order.totalMinor),
    ticket_note: null,
    items: order.lines.map((line) => ({
      id: line.id,
      product_id: line.productId,
      size_id: line.productId,
      barcodes: [],
      inventory_barcodes: [],
      product_size_name: upper(line.name),
      quantity: line.quantity,
      price_sell: dollars(line.unitPriceMinor),
      price_total: dollars(line.totalMinor),
      POS_discounts: [],
      discounts: [],
      tax: [],
    })),
    fees: [],
    payments: [],
    revenue_source: order.reference === null ? 'Treez' : 'Web shop',
  }
}

/** What was cancelled or left open longer ago stands on no list; a client keeps a day clear of the edge. */
const toldDays = changedDays - 1

/** What can be known of a store's people, in Treez's ids. */
export function writePeople(store: WorldStore, now: number): LedgerPeople {
  const untold = new Set(
    store
      .people()
      .orders.filter(({ completedAt, updatedAt }) => completedAt === null && updatedAt < now - toldDays * day)
      .map(({ id }) => id),
  )
  const { customers, orders } = writePeopleLedger(store, {
    customerId: (id) => String(customerNumber(id)),
  })
  return { customers, orders: orders.filter(({ sourceId }) => !untold.has(sourceId)) }
}

/** The world's id of a customer that Treez knows by number. */
export function customerIdOf(store: WorldStore, number: string): string | undefined {
  return store.people().customers.find(({ id }) => String(customerNumber(id)) === number)?.id
}
