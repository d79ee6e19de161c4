import type { MappingIssue } from '../../model/issue.ts'
import type { OrderDraft, OrderStatus } from '../../model/order.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { missing, partlyMissing } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { amountOf } from '../kit/people.ts'
import { parseTimestamp } from '../kit/time.ts'
import { hasTag } from './map-customer.ts'
import { statusOf, wordOf } from './order-status.ts'
import { type Money, orderSchema, type ShopifyOrder } from './people-schema.ts'

/** An order → one draft, in the shop's own currency. */
export function mapOrder(payload: unknown, context: MapContext): Mapped<OrderDraft> {
  const { record, issues } = parseLeniently(orderSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable order' }
  const recordName = `Order ${record.id ?? 'without an id'}`
  const time = (value: string | null) => (value === null ? null : parseTimestamp(value, context.timeZone))
  const placedAt = time(record.processedAt) ?? time(record.createdAt)
  if (record.id === null) issues.push(missing('id', 'the order was left out'))
  if (placedAt === null) issues.push(missing('createdAt', 'the order was left out'))
  if (record.id === null || placedAt === null) return { draft: null, issues, recordName }

  const currency = currencyOf(record, context)
  const amount = (money: Money, field: string) =>
    amountOf(money?.shopMoney?.amount ?? null, currency, field, issues)
  const discountMinor = amount(record.totalDiscountsSet, 'totalDiscountsSet')
  const net = amount(record.subtotalPriceSet, 'subtotalPriceSet')
  const status: OrderStatus = statusOf(record, issues)
  const draft: OrderDraft = {
    sourceId: record.id,
    number: record.name?.replace(/^#/, '') ?? '',
    reference: record.sourceIdentifier,
    status,
    sourceStatus: wordOf(record),
    fulfilment: fulfilmentOf(record),
    customerSourceId: record.customer?.id ?? null,
    customerType: typeOf(record, context),
    placedAt,
    completedAt: status === 'completed' || status === 'refunded' ? time(record.closedAt) : null,
    currency,
    // Shopify's subtotal is what is left after discounts.
    subtotalMinor: net === null ? null : net + (discountMinor ?? 0),
    discountMinor,
    taxMinor: amount(record.totalTaxSet, 'totalTaxSet'),
    totalMinor: amount(record.totalPriceSet, 'totalPriceSet'),
    lines: linesOf(record, amount, issues),
    sourceUpdatedAt: time(record.updatedAt),
  }
  return { draft, issues, recordName }
}

function currencyOf({ totalPriceSet }: ShopifyOrder, context: MapContext): string {
  const code = totalPriceSet?.shopMoney?.currencyCode
  return code && /^[A-Z]{3}$/.test(code) ? code : context.currency
}

/** A till has its location; a delivery its address to go to; what is fetched has a shipping line that says so. */
function fulfilmentOf({ retailLocation, sourceName, shippingLine, requiresShipping }: ShopifyOrder) {
  if (retailLocation || sourceName?.toLowerCase() === 'pos') return 'in_store'
  const how = `${shippingLine?.code ?? ''} ${shippingLine?.title ?? ''}`
  if (/pick-?\s?up/i.test(how)) return 'pickup'
  return shippingLine || requiresShipping ? 'delivery' : 'unknown'
}

function typeOf({ tags }: ShopifyOrder, { settings }: MapContext): OrderDraft['customerType'] {
  const tag = settings['medicalTag'] ?? 'medical'
  if (tag === '') return null
  return hasTag(tags, tag) ? 'medical' : 'adult'
}

/** As they were bought: what was taken back since is told by the order's status. */
function linesOf(
  { lineItems }: ShopifyOrder,
  amount: (money: Money, field: string) => number | null,
  issues: MappingIssue[],
): OrderDraft['lines'] {
  return lineItems.flatMap((line, index) => {
    const field = `lineItems.${index}`
    if (line.quantity === null) {
      issues.push(partlyMissing(`${field}.quantity`, 'the line was left out'))
      return []
    }
    return [
      {
        sourceId: line.id ?? String(index + 1),
        variantSourceId: line.variant?.id ?? null,
        name: [line.title, line.variantTitle].filter((part) => part !== null).join(' – '),
        quantity: line.quantity,
        unit: 'each' as const,
        unitPriceMinor: amount(line.originalUnitPriceSet, `${field}.originalUnitPriceSet`),
        discountMinor: amount(line.totalDiscountSet, `${field}.totalDiscountSet`),
        totalMinor: amount(line.discountedTotalSet, `${field}.discountedTotalSet`),
      },
    ]
  })
}
