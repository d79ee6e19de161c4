import type { MappingIssue } from '../../model/issue.ts'
import type { OrderDraft, OrderStatus } from '../../model/order.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { missing, partlyMissing, unknownValue } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { unreadablePersonal } from '../kit/people.ts'
import { parseTimestamp } from '../kit/time.ts'
import { productIdentity } from './identity.ts'
import { typeOf } from './map-customer.ts'
import { type FlowhubSale, saleSchema } from './people-schema.ts'

/** Where an Order Ahead stands; a sale that is read is sold, or voided. */
export const orderStatuses: Record<string, OrderStatus> = {
  new: 'pending',
  inQueue: 'accepted',
  started: 'preparing',
  ready: 'ready',
  inTransit: 'out_for_delivery',
  delivered: 'completed',
  sold: 'completed',
  unableToComplete: 'cancelled',
  unableToVerify: 'cancelled',
  deleted: 'cancelled',
}
const statusByWord = new Map(
  Object.entries(orderStatuses).map(([word, status]) => [word.toLowerCase(), status]),
)

const fulfilments = new Map<string, OrderDraft['fulfilment']>([
  ['walk-in', 'in_store'],
  ['walkin', 'in_store'],
  ['kiosk', 'in_store'],
  ['pickup', 'pickup'],
  ['delivery', 'delivery'],
])

/** A sale of Flowhub → one order. */
export function mapOrder(payload: unknown, { timeZone, currency }: MapContext): Mapped<OrderDraft> {
  const { record, issues } = parseLeniently(saleSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable sale' }
  const recordName = `Sale ${record.id ?? 'without an id'}`
  const time = (value: string | null) => (value === null ? null : parseTimestamp(value, timeZone))
  const placedAt = time(record.createdAt) ?? time(record.completedOn)
  if (record.id === null) issues.push(missing('id', 'the sale was left out'))
  if (placedAt === null) issues.push(missing('createdAt', 'the sale was left out'))
  if (record.id === null || placedAt === null) return { draft: null, issues, recordName }
  const { totals } = record
  const draft: OrderDraft = {
    sourceId: record.id,
    number: record.id,
    reference: null,
    status: statusOf(record, issues),
    sourceStatus: record.orderStatus ?? '',
    fulfilment: fulfilments.get(record.orderType?.toLowerCase() ?? '') ?? 'unknown',
    customerSourceId: record.customerId,
    customerType: typeOf(record.customerType),
    placedAt,
    completedAt: time(record.completedOn),
    currency,
    subtotalMinor: centsOf(totals?.SubTotal, 'totals.SubTotal', issues),
    discountMinor: centsOf(totals?.TotalDiscounts, 'totals.TotalDiscounts', issues),
    taxMinor: centsOf(totals?.TotalTaxes, 'totals.TotalTaxes', issues),
    totalMinor: centsOf(totals?.FinalTotal, 'totals.FinalTotal', issues),
    lines: linesOf(record, issues),
    sourceUpdatedAt: null,
  }
  return { draft, issues, recordName }
}

/** "Sold" in the documentation, "sold" in answers. */
function statusOf({ orderStatus, voided }: FlowhubSale, issues: MappingIssue[]): OrderStatus {
  if (voided === true) return 'cancelled'
  const status = statusByWord.get(orderStatus?.toLowerCase() ?? '')
  if (status) return status
  const follows = 'the sale counts as completed'
  issues.push(
    orderStatus === null
      ? partlyMissing('orderStatus', follows)
      : unknownValue('orderStatus', orderStatus, follows),
  )
  return 'completed'
}

function linesOf({ itemsInCart }: FlowhubSale, issues: MappingIssue[]): OrderDraft['lines'] {
  return itemsInCart.flatMap((item, index) => {
    const field = `itemsInCart.${index}`
    if (item.quantity === null) {
      issues.push(partlyMissing(`${field}.quantity`, 'the line was left out'))
      return []
    }
    const price = centsOf(item.unitPrice, `${field}.unitPrice`, issues)
    const total = centsOf(item.totalPrice, `${field}.totalPrice`, issues)
    return [
      {
        sourceId: item.id ?? String(index + 1),
        variantSourceId: productIdentity(item),
        name: item.productName ?? '',
        quantity: item.quantity,
        unit: /^gram/i.test(item.unitOfWeight ?? '') ? ('g' as const) : ('each' as const),
        unitPriceMinor: price,
        discountMinor:
          price === null || total === null
            ? null
            : Math.max(0, Math.round(price * Number(item.quantity)) - total),
        totalMinor: total,
      },
    ]
  })
}

/** Amounts are cents already; a broken cent cannot be one. */
function centsOf(amount: string | null | undefined, field: string, issues: MappingIssue[]): number | null {
  if (amount === null || amount === undefined) return null
  const cents = Number(amount)
  if (Number.isInteger(cents) && Math.abs(cents) < 2 ** 31) return cents
  issues.push(unreadablePersonal(field))
  return null
}
