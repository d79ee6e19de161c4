import type { MappingIssue } from '../../model/issue.ts'
import type { OrderDraft, OrderStatus } from '../../model/order.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { missing, partlyMissing, unknownValue } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { amountOf } from '../kit/people.ts'
import { type OpenMageOrder, orderSchema } from './people-schema.ts'
import { parseTime } from './time.ts'

/** The statuses every shop has. Shops add their own; the state such a status belongs to is one of these too. */
export const orderStatuses: Record<string, OrderStatus> = {
  new: 'pending',
  pending: 'pending',
  pending_payment: 'pending',
  pending_paypal: 'pending',
  payment_review: 'pending',
  fraud: 'pending',
  holded: 'pending',
  processing: 'preparing',
  complete: 'completed',
  closed: 'refunded',
  canceled: 'cancelled',
}

/** An order → one draft. */
export function mapOrder(payload: unknown, context: MapContext): Mapped<OrderDraft> {
  const { record, issues } = parseLeniently(orderSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable order' }
  const recordName = `Order ${record.increment_id ?? 'without a number'}`
  const placedAt = parseTime(record.created_at)
  if (record.increment_id === null) issues.push(missing('increment_id', 'the order was left out'))
  if (placedAt === null) issues.push(missing('created_at', 'the order was left out'))
  if (record.increment_id === null || placedAt === null) return { draft: null, issues, recordName }

  const currency = /^[A-Z]{3}$/.test(record.order_currency_code ?? '')
    ? (record.order_currency_code ?? context.currency)
    : context.currency
  const amount = (value: string | null, field: string) => amountOf(value, currency, field, issues)
  const discount = amount(record.discount_amount, 'discount_amount')
  const status = statusOf(record, issues)
  const draft: OrderDraft = {
    sourceId: record.increment_id,
    number: record.increment_id,
    // The shop's calls have no field for a number of ours; one stands in a comment at best.
    reference: null,
    status,
    sourceStatus: record.status ?? record.state ?? '',
    fulfilment: fulfilmentOf(record.shipping_method),
    customerSourceId: record.customer_id,
    customerType: null,
    placedAt,
    completedAt: status === 'completed' ? completedAt(record) : null,
    currency,
    subtotalMinor: amount(record.subtotal, 'subtotal'),
    // Written below zero: what is added to the total.
    discountMinor: discount === null ? null : Math.abs(discount),
    taxMinor: amount(record.tax_amount, 'tax_amount'),
    totalMinor: amount(record.grand_total, 'grand_total'),
    lines: linesOf(record, currency, issues),
    sourceUpdatedAt: parseTime(record.updated_at),
  }
  return { draft, issues, recordName }
}

/** The state says what a status of the shop's own means. */
function statusOf({ status, state }: OpenMageOrder, issues: MappingIssue[]): OrderStatus {
  const known = orderStatuses[status?.toLowerCase() ?? ''] ?? orderStatuses[state?.toLowerCase() ?? '']
  if (known) return known
  issues.push(
    status === null
      ? partlyMissing('status', 'the order counts as pending')
      : unknownValue('status', status, 'the order counts as pending'),
  )
  return 'pending'
}

/** The shop keeps no time of completion, but the history has one for the status. */
function completedAt({ status, status_history, updated_at }: OpenMageOrder): Date | null {
  const entry = (status_history?.complexObjectArray ?? []).find((each) => each.status === status)
  return parseTime(entry?.created_at ?? updated_at)
}

/** Shipping methods are named by the modules that bring them. */
function fulfilmentOf(method: string | null): OrderDraft['fulfilment'] {
  if (method === null) return 'unknown'
  if (/pick.?up|collect/i.test(method)) return 'pickup'
  return /(^|_)pos(_|$)|counter|in_?store/i.test(method) ? 'in_store' : 'delivery'
}

function linesOf(record: OpenMageOrder, currency: string, issues: MappingIssue[]): OrderDraft['lines'] {
  const items = record.items?.complexObjectArray ?? []
  return items.flatMap((item, index) => {
    const field = `items.complexObjectArray.${index}`
    if (isPart(items, index)) return []
    if (item.qty_ordered === null) {
      issues.push(partlyMissing(`${field}.qty_ordered`, 'the line was left out'))
      return []
    }
    const rowTotal = amountOf(item.row_total, currency, `${field}.row_total`, issues)
    const discount = amountOf(item.discount_amount, currency, `${field}.discount_amount`, issues)
    const sold = partOf(items, index) ?? item
    return [
      {
        sourceId: item.item_id ?? String(index + 1),
        variantSourceId: sold.product_id,
        name: item.name ?? '',
        quantity: item.qty_ordered,
        unit: 'each' as const,
        unitPriceMinor: amountOf(item.price, currency, `${field}.price`, issues),
        discountMinor: discount === null ? null : Math.abs(discount),
        // Before discounts, as the shop writes it.
        totalMinor: rowTotal === null ? null : rowTotal - Math.abs(discount ?? 0),
      },
    ]
  })
}

type Items = NonNullable<OpenMageOrder['items']>['complexObjectArray']

/**
 * A configurable product is two lines with one SKU: it, with the price, and behind it the size that was chosen, for
 * nothing. The size is what is sold.
 */
function partOf(items: Items, index: number): Items[number] | undefined {
  const [item, next] = [items[index], items[index + 1]]
  const isPair = item?.product_type === 'configurable' && item.sku !== null && next?.sku === item.sku
  return isPair && next.product_type !== 'configurable' ? next : undefined
}

const isPart = (items: Items, index: number) => index > 0 && partOf(items, index - 1) !== undefined
