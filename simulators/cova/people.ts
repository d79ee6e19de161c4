import { jsonReply, type Reply, type SimRequest } from '../kit/http.ts'
import { writePeopleLedger } from '../kit/people-ledger.ts'
import type { LedgerPeople } from '../kit/vendor.ts'
import type { WorldCustomer, WorldOrder } from '../world/people-types.ts'
import type { WorldStore } from '../world/store.ts'
import { refusal } from './answers.ts'
import { dollars, numberOf, utc } from './dialect.ts'

const invoiceNumber = (order: { id: string }) => numberOf('invoice', order.id)

/** Epoch ms of `datetime'2026-07-14T17:55:58'` behind an operator; null when it isn't there. */
function timeAfter(operator: string, text: string): number | null {
  const [, time] = new RegExp(`\\b${operator} datetime'([^']+)'`).exec(text) ?? []
  const at = time === undefined ? Number.NaN : Date.parse(`${time.replace(' ', 'T')}Z`)
  return Number.isNaN(at) ? null : at
}

/** Customers belong to the company, so those of all its stores are in the list. */
export function listCustomers({ query }: SimRequest, stores: readonly WorldStore[]): Reply {
  const since = timeAfter('ge', query.get('$filter') ?? '')
  if (since === null) return refusal(400, 'The request is invalid.')
  return jsonReply(
    200,
    stores
      .flatMap((store) => store.people().customers)
      .filter(({ updatedAt }) => updatedAt >= since)
      .map(renderCustomer),
  )
}

/** An invoice is of the moment the till rang. */
const soldAt = ({ completedAt, placedAt }: WorldOrder) => completedAt ?? placedAt

export function listInvoices({ query }: SimRequest, store: WorldStore): Reply {
  const range = query.get('DateRange') ?? ''
  const from = timeAfter('Date ge', range)
  const to = timeAfter('Date le', range)
  if (from === null || to === null) return refusal(400, 'The request is invalid.')
  return jsonReply(
    200,
    store
      .people()
      .orders.filter((order) => order.status === 'completed' && soldAt(order) >= from && soldAt(order) <= to)
      .map((order) => renderInvoice(store, order)),
  )
}

function renderCustomer(customer: WorldCustomer) {
  const { address } = customer
  const contact = (category: number, type: number, Value: string | null, allowed: boolean) =>
    Value === null
      ? []
      : [
          {
            ContactMethodCategoryId: category,
            ContactMethodTypeId: type,
            Value,
            Default: category === 1,
            DoNotContact: !allowed,
          },
        ]
  return {
    Id: customer.id,
    CustomerTypeId: 2,
    Title: null,
    PrimaryName: customer.firstName,
    MiddleName: null,
    FamilyName: customer.lastName,
    DateOfBirth: `${customer.bornOn}T00:00:00+00:00`,
    Disabled: customer.status === 'banned',
    DoNotContact: false,
    Addresses: [
      address === null
        ? { AddressTypeId: 2 }
        : {
            AddressTypeId: 2,
            StreetAddress1: address.street,
            StreetAddress2: null,
            Locality: address.city,
            StateCode: address.state,
            PostalCode: address.postalCode,
            CountryCode: 'US',
          },
    ],
    ContactMethods: [
      ...contact(1, 3, customer.phone, customer.consent.sms),
      ...contact(2, 9, customer.email, customer.consent.email),
    ],
    CustomerExtensions: [],
    DateCreatedUtc: utc(customer.createdAt),
    LastModifiedDateUtc: utc(customer.updatedAt),
  }
}

function renderInvoice(store: WorldStore, order: WorldOrder) {
  return {
    InvoiceId: invoiceNumber(order),
    InvoiceNumber: order.number,
    SoldAtEntityName: store.profile.name,
    CustomerId: order.customerId,
    ExternalOrderId: order.reference,
    Date: utc(soldAt(order)).slice(0, 19),
    IsVoided: false,
    IsDelivery: order.fulfilment === 'delivery',
    SubTotal: dollars(order.subtotalMinor),
    DiscountTotal: dollars(order.discountMinor),
    TaxTotal: dollars(order.taxMinor),
    Total: dollars(order.totalMinor),
    Products: order.lines.map((line) => ({
      CatalogItemId: line.productId,
      Sku: line.productId.slice(0, 8).toUpperCase(),
      ProductName: line.name,
      Quantity: line.quantity,
      UnitPrice: dollars(line.unitPriceMinor),
      DiscountAmount: dollars(line.discountMinor),
      NetPrice: dollars(line.totalMinor),
    })),
  }
}

/** Invoices of one store, which are what was completed, and the customers of all. */
export function writePeople(stores: readonly WorldStore[], store: WorldStore): LedgerPeople {
  const { orders } = writePeopleLedger(store, { orderId: (id) => String(invoiceNumber({ id })) })
  return {
    // Nothing tells who is a patient.
    customers: stores
      .flatMap((each) => writePeopleLedger(each).customers)
      .map((customer) => ({ ...customer, medical: false })),
    orders: orders.filter(({ status }) => status === 'completed'),
  }
}
