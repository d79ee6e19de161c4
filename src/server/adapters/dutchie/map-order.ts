import type { MappingIssue } from '../../model/issue.ts'
import type { OrderDraft, OrderStatus } from '../../model/order.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { missing, partlyMissing, unknownValue } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { amountOf } from '../kit/people.ts'
import { fieldsOf } from '../kit/source-record.ts'
import { parseTimestamp } from '../kit/time.ts'
import {
  type DutchiePreorder,
  type DutchieTransaction,
  preorderSchema,
  transactionSchema,
} from './people-schema.ts'

/** Dutchie's words for where a preorder stands, in any case: its specification and its prose name different ones. */
export const orderStatuses: Record<string, OrderStatus> = {
  Submitted: 'pending',
  Pending: 'pending',
  Processing: 'preparing',
  'Partially Filled': 'preparing',
  Filled: 'ready',
  'In Transit': 'out_for_delivery',
  'Checked Out': 'completed',
  Complete: 'completed',
  Cancelled: 'cancelled',
}
const statusByWord = new Map(
  Object.entries(orderStatuses).map(([word, status]) => [word.toUpperCase(), status]),
)

/** A sale, or a preorder that is not a sale yet, → one order. */
export function mapOrder(payload: unknown, context: MapContext): Mapped<OrderDraft> {
  return 'preOrderId' in fieldsOf(payload) ? mapPreorder(payload, context) : mapTransaction(payload, context)
}

function mapTransaction(payload: unknown, { timeZone, currency }: MapContext): Mapped<OrderDraft> {
  const { record, issues } = parseLeniently(transactionSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable transaction' }
  const recordName = `Transaction ${record.transactionId ?? 'without an id'}`
  const updated = record.lastModifiedDateUTC ?? record.lastModifiedDateUtc
  const placedAt = time(record.transactionDate, timeZone) ?? time(updated, 'UTC')
  if (record.transactionId === null) issues.push(missing('transactionId', 'the sale was left out'))
  if (placedAt === null) issues.push(missing('transactionDate', 'the sale was left out'))
  if (record.transactionId === null || placedAt === null) return { draft: null, issues, recordName }
  const amount = (value: string | null, field: string) => amountOf(value, currency, field, issues)
  const status = record.isVoid === true ? 'cancelled' : record.isReturn === true ? 'refunded' : 'completed'
  const draft: OrderDraft = {
    sourceId: record.transactionId,
    number: record.transactionId,
    reference: record.referenceId,
    status,
    sourceStatus: record.isVoid === true ? 'Void' : record.isReturn === true ? 'Return' : 'Complete',
    fulfilment: fulfilmentOf(record.orderType, 'in_store'),
    customerSourceId: record.customerId,
    customerType: record.isMedical === null ? null : record.isMedical ? 'medical' : 'adult',
    placedAt,
    completedAt: placedAt,
    currency,
    subtotalMinor: amount(record.subtotal, 'subtotal'),
    discountMinor: amount(record.totalDiscount, 'totalDiscount'),
    taxMinor: amount(record.tax, 'tax'),
    totalMinor: amount(record.total, 'total'),
    lines: linesOf(record, currency, issues),
    sourceUpdatedAt: time(updated, 'UTC'),
  }
  return { draft, issues, recordName }
}

function linesOf(record: DutchieTransaction, currency: string, issues: MappingIssue[]): OrderDraft['lines'] {
  return record.items.flatMap((item, index) => {
    const field = `items.${index}`
    if (item.quantity === null) {
      issues.push(partlyMissing(`${field}.quantity`, 'the line was left out'))
      return []
    }
    const amount = (value: string | null, name: string) =>
      amountOf(value, currency, `${field}.${name}`, issues)
    return [
      {
        sourceId: item.transactionItemId ?? String(index + 1),
        variantSourceId: item.productId,
        // Sales name no products; the catalogue knows them by their id.
        name: '',
        quantity: item.quantity,
        unit: /^g(rams?)?$/i.test(item.unitWeightUnit ?? '') ? ('g' as const) : ('each' as const),
        unitPriceMinor: amount(item.unitPrice, 'unitPrice'),
        discountMinor: amount(item.totalDiscount, 'totalDiscount'),
        totalMinor: amount(item.totalPrice, 'totalPrice'),
      },
    ]
  })
}

function mapPreorder(payload: unknown, { timeZone, currency }: MapContext): Mapped<OrderDraft> {
  const { record, issues } = parseLeniently(preorderSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable preorder' }
  const sourceId = record.transactionId ?? (record.preOrderId && `preorder-${record.preOrderId}`)
  const recordName = `Preorder ${record.preOrderId ?? 'without an id'}`
  const placedAt = time(record.orderDate, timeZone)
  if (sourceId === null) issues.push(missing('preOrderId', 'the preorder was left out'))
  if (placedAt === null) issues.push(missing('orderDate', 'the preorder was left out'))
  if (sourceId === null || placedAt === null) return { draft: null, issues, recordName }
  const amount = (value: string | null, field: string) => amountOf(value, currency, field, issues)
  const draft: OrderDraft = {
    sourceId,
    number: record.preOrderId ?? sourceId,
    reference: null,
    status: statusOf(record, issues),
    sourceStatus: record.status ?? '',
    fulfilment: fulfilmentOf(record.orderType, 'pickup'),
    customerSourceId: record.customerId,
    customerType: null,
    placedAt,
    completedAt: null,
    currency,
    subtotalMinor: amount(record.subTotal, 'subTotal'),
    discountMinor: null,
    taxMinor: amount(record.totalTax, 'totalTax'),
    totalMinor: amount(record.total, 'total'),
    lines: orderedLines(record, currency, issues),
    sourceUpdatedAt: null,
  }
  return { draft, issues, recordName }
}

function statusOf({ status }: DutchiePreorder, issues: MappingIssue[]): OrderStatus {
  const known = statusByWord.get(status?.toUpperCase() ?? '')
  if (known) return known
  const follows = 'the preorder counts as pending'
  issues.push(status === null ? partlyMissing('status', follows) : unknownValue('status', status, follows))
  return 'pending'
}

/** Names and prices are taken from the other list where both speak of the same things in the same order. */
function orderedLines(
  record: DutchiePreorder,
  currency: string,
  issues: MappingIssue[],
): OrderDraft['lines'] {
  const { items, orderedItems } = record
  const alike =
    items.length === orderedItems.length &&
    items.every(({ quantity }, index) => quantity === orderedItems[index]?.quantity)
  return orderedItems.flatMap(({ productId, quantity }, index) => {
    if (quantity === null) {
      issues.push(partlyMissing(`orderedItems.${index}.quantity`, 'the line was left out'))
      return []
    }
    const item = alike ? items[index] : undefined
    const amount = (value: string | null | undefined, name: string) =>
      amountOf(value ?? null, currency, `items.${index}.${name}`, issues)
    return [
      {
        sourceId: String(index + 1),
        variantSourceId: productId,
        name: item?.productName ?? '',
        quantity,
        unit: 'each' as const,
        unitPriceMinor: null,
        discountMinor: amount(item?.totalDiscount, 'totalDiscount'),
        totalMinor: amount(item?.totalPrice, 'totalPrice'),
      },
    ]
  })
}

function fulfilmentOf(orderType: string | null, usual: OrderDraft['fulfilment']): OrderDraft['fulfilment'] {
  if (orderType === null) return usual
  if (/deliver/i.test(orderType)) return 'delivery'
  if (/pick|curb|drive|express|web/i.test(orderType)) return 'pickup'
  return /store|walk|counter|retail/i.test(orderType) ? 'in_store' : 'unknown'
}

function time(text: string | null, zone: string): Date | null {
  return text === null ? null : parseTimestamp(text, zone)
}
