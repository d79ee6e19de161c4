import type { MappingIssue } from '../../model/issue.ts'
import type { OrderDraft, OrderStatus } from '../../model/order.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { missing, partlyMissing, unknownValue } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { amountOf } from '../kit/people.ts'
import { parseTimestamp } from '../kit/time.ts'
import { type TreezTicket, ticketSchema } from './people-schema.ts'

/** Treez's words for where a ticket stands. https://code.treez.io/docs/ticket-apis */
export const orderStatuses: Record<string, OrderStatus> = {
  DRAFT: 'pending',
  PREVIEW: 'pending',
  VERIFICATION_PENDING: 'pending',
  AWAITING_PROCESSING: 'pending',
  IN_PROCESS: 'preparing',
  PACKED_READY: 'ready',
  OUT_FOR_DELIVERY: 'out_for_delivery',
  COMPLETED: 'completed',
  CANCELED: 'cancelled',
  REMOVED: 'cancelled',
}

const fulfilments = new Map<string, OrderDraft['fulfilment']>([
  ['POS', 'in_store'],
  ['DELIVERY', 'delivery'],
  ['PICKUP', 'pickup'],
  ['EXPRESS', 'pickup'],
  ['DRIVE_THRU', 'pickup'],
  ['CURBSIDE', 'pickup'],
])

/** A ticket → one order. */
export function mapOrder(payload: unknown, context: MapContext): Mapped<OrderDraft> {
  const { record, issues } = parseLeniently(ticketSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable ticket' }
  const recordName = `Ticket ${record.order_number ?? record.ticket_id ?? 'without a number'}`
  const time = (value: string | null) => (value === null ? null : parseTimestamp(value, context.timeZone))
  const placedAt = time(record.date_created) ?? time(record.last_updated_at)
  if (record.ticket_id === null) issues.push(missing('ticket_id', 'the ticket was left out'))
  if (placedAt === null) issues.push(missing('date_created', 'the ticket was left out'))
  if (record.ticket_id === null || placedAt === null) return { draft: null, issues, recordName }

  const { currency } = context
  const amount = (value: string | null, field: string) => amountOf(value, currency, field, issues)
  const draft: OrderDraft = {
    sourceId: record.ticket_id,
    number: record.order_number ?? '',
    reference: record.external_order_number,
    status: statusOf(record, issues),
    sourceStatus: record.order_status ?? '',
    fulfilment: fulfilments.get(record.type?.toUpperCase() ?? '') ?? 'unknown',
    customerSourceId: record.customer_id,
    customerType: typeOf(record),
    placedAt,
    completedAt: time(record.date_closed),
    currency,
    subtotalMinor: amount(record.sub_total, 'sub_total'),
    discountMinor: amount(record.discount_total, 'discount_total'),
    taxMinor: amount(record.tax_total, 'tax_total'),
    totalMinor: amount(record.total, 'total'),
    lines: linesOf(record, currency, issues),
    sourceUpdatedAt: time(record.last_updated_at),
  }
  return { draft, issues, recordName }
}

function statusOf({ order_status, payment_status }: TreezTicket, issues: MappingIssue[]): OrderStatus {
  const status = orderStatuses[order_status?.toUpperCase() ?? '']
  if (status === 'completed' && payment_status?.toUpperCase() === 'REFUNDED') return 'refunded'
  if (status) return status
  issues.push(
    order_status === null
      ? partlyMissing('order_status', 'the ticket counts as pending')
      : unknownValue('order_status', order_status, 'the ticket counts as pending'),
  )
  return 'pending'
}

/** MEDICAL_MMID on customers is MEDICAL-MMID here. */
function typeOf({ ticket_patient_type }: TreezTicket): OrderDraft['customerType'] {
  if (ticket_patient_type === null) return null
  return /^MEDICAL/i.test(ticket_patient_type) ? 'medical' : 'adult'
}

function linesOf(record: TreezTicket, currency: string, issues: MappingIssue[]): OrderDraft['lines'] {
  return record.items.flatMap((item, index) => {
    const field = `items.${index}`
    if (item.quantity === null) {
      issues.push(partlyMissing(`${field}.quantity`, 'the line was left out'))
      return []
    }
    const price = amountOf(item.price_sell, currency, `${field}.price_sell`, issues)
    const total = amountOf(item.price_total, currency, `${field}.price_total`, issues)
    return [
      {
        sourceId: item.id ?? String(index + 1),
        // The size is what is sold; `product_id` repeats it.
        variantSourceId: item.size_id ?? item.product_id,
        name: item.product_size_name ?? '',
        quantity: item.quantity,
        unit: 'each' as const,
        unitPriceMinor: price,
        discountMinor: discountOf(price, item.quantity, total),
        totalMinor: total,
      },
    ]
  })
}

/** Treez lists discounts by name; what they come to is the difference between price and total. */
function discountOf(price: number | null, quantity: string, total: number | null): number | null {
  if (price === null || total === null) return null
  return Math.max(0, Math.round(price * Number(quantity)) - total)
}
