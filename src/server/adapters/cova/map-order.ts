import type { MappingIssue } from '../../model/issue.ts'
import type { OrderDraft, OrderStatus } from '../../model/order.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { missing, partlyMissing } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { amountOf } from '../kit/people.ts'
import { parseTimestamp } from '../kit/time.ts'
import { type CovaInvoice, invoiceSchema } from './people-schema.ts'

/** Where an order that was taken in stands (`CovaOrder(id)/Status`); an invoice that is read is completed, or voided. */
export const orderStatuses: Record<string, OrderStatus> = {
  SubmittedForProcessing: 'pending',
  SubmittedForFinalProcessing: 'pending',
  OrderPlaced: 'pending',
  ReadyForPayment: 'accepted',
  InProgress: 'preparing',
  ReadyForPickup: 'ready',
  Completed: 'completed',
  Cancelled: 'cancelled',
  TransientProcessingFailure: 'pending',
  NonTransientProcessingFailure: 'cancelled',
}

/** An invoice with its products → one order. */
export function mapOrder(payload: unknown, { currency }: MapContext): Mapped<OrderDraft> {
  const { record, issues } = parseLeniently(invoiceSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable invoice' }
  const sourceId = record.InvoiceId ?? record.Id
  const recordName = `Invoice ${record.InvoiceNumber ?? sourceId ?? 'without an id'}`
  const placed = record.Date ?? record.DateCreatedUtc
  const placedAt = placed === null ? null : parseTimestamp(placed, 'UTC')
  if (sourceId === null) issues.push(missing('InvoiceId', 'the invoice was left out'))
  if (placedAt === null) issues.push(missing('Date', 'the invoice was left out'))
  if (sourceId === null || placedAt === null) return { draft: null, issues, recordName }
  const amount = (value: string | null, field: string) => amountOf(value, currency, field, issues)
  const draft: OrderDraft = {
    sourceId,
    number: record.InvoiceNumber ?? sourceId,
    reference: record.ExternalOrderId,
    status: record.IsVoided === true ? 'cancelled' : 'completed',
    sourceStatus: record.IsVoided === true ? 'Voided' : 'Completed',
    fulfilment: fulfilmentOf(record),
    customerSourceId: record.CustomerId,
    customerType: null,
    placedAt,
    completedAt: placedAt,
    currency,
    subtotalMinor: amount(record.SubTotal, 'SubTotal'),
    discountMinor: amount(record.DiscountTotal, 'DiscountTotal'),
    taxMinor: amount(record.TaxTotal, 'TaxTotal'),
    totalMinor: amount(record.Total, 'Total'),
    lines: linesOf(record, currency, issues),
    sourceUpdatedAt: null,
  }
  return { draft, issues, recordName }
}

/** The report says no more of how goods are handed over than whether they were driven. */
function fulfilmentOf({ IsDelivery, ExternalOrderId }: CovaInvoice): OrderDraft['fulfilment'] {
  if (IsDelivery === true) return 'delivery'
  if (IsDelivery === null) return 'unknown'
  return ExternalOrderId === null ? 'in_store' : 'pickup'
}

function linesOf({ Products }: CovaInvoice, currency: string, issues: MappingIssue[]): OrderDraft['lines'] {
  return Products.flatMap((product, index) => {
    const field = `Products.${index}`
    if (product.Quantity === null) {
      issues.push(partlyMissing(`${field}.Quantity`, 'the line was left out'))
      return []
    }
    const amount = (value: string | null, name: string) =>
      amountOf(value, currency, `${field}.${name}`, issues)
    return [
      {
        sourceId: String(index + 1),
        variantSourceId: product.CatalogItemId,
        name: product.ProductName ?? product.Sku ?? '',
        quantity: product.Quantity,
        unit: 'each' as const,
        unitPriceMinor: amount(product.UnitPrice, 'UnitPrice'),
        discountMinor: amount(product.DiscountAmount, 'DiscountAmount'),
        totalMinor: amount(product.NetPrice, 'NetPrice'),
      },
    ]
  })
}
