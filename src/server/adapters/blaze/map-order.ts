import type { MappingIssue } from '../../model/issue.ts'
import type { OrderDraft, OrderStatus } from '../../model/order.ts'
import type { MapContext, Mapped } from '../contract.ts'
import { missing, partlyMissing, unknownValue } from '../kit/issues.ts'
import { parseLeniently } from '../kit/parse-leniently.ts'
import { amountOf } from '../kit/people.ts'
import { typeOf } from './map-customer.ts'
import { type BlazeTransaction, transactionSchema } from './people-schema.ts'
import { timeOf } from './time.ts'
import { orderStatuses } from './vocabulary.ts'

const statusByWord = new Map(
  Object.entries(orderStatuses).map(([word, status]) => [word.toUpperCase(), status]),
)

/** Of orders from outside the till; a sale at the till says neither. */
const fulfilments = new Map<string, OrderDraft['fulfilment']>([
  ['PICKUP', 'pickup'],
  ['DELIVERY', 'delivery'],
])

/** A transaction → one order. */
export function mapOrder(payload: unknown, { currency }: MapContext): Mapped<OrderDraft> {
  const { record, issues } = parseLeniently(transactionSchema, payload)
  if (!record) return { draft: null, issues, recordName: 'Unreadable transaction' }
  const { id, cart } = record
  const recordName = `Transaction ${record.transNo ?? id ?? 'without a number'}`
  const time = (field: 'orderPlacedTime' | 'created' | 'completedTime' | 'modified') =>
    timeOf(record[field], field, issues)
  const placedAt = time('orderPlacedTime') ?? time('created')
  if (id === null) issues.push(missing('id', 'the transaction was left out'))
  if (placedAt === null) issues.push(missing('created', 'the transaction was left out'))
  if (id === null || placedAt === null) return { draft: null, issues, recordName }
  if (!cart) issues.push(partlyMissing('cart', 'the order has neither lines nor amounts'))

  const status = statusOf(record, issues)
  const amount = (value: string | null | undefined, field: string) =>
    amountOf(value ?? null, currency, `cart.${field}`, issues)
  const draft: OrderDraft = {
    sourceId: id,
    number: record.transNo ?? record.orderNo ?? id,
    // Where Cairn's own would stand, in the note, people write too.
    reference: null,
    status,
    sourceStatus: record.status ?? '',
    fulfilment: fulfilments.get(record.pickupType?.toUpperCase() ?? '') ?? 'unknown',
    customerSourceId: record.memberId,
    customerType: typeOf(cart?.consumerType),
    placedAt,
    completedAt: status === 'completed' ? time('completedTime') : null,
    currency,
    subtotalMinor: amount(cart?.subTotal, 'subTotal'),
    discountMinor: amount(cart?.totalDiscount, 'totalDiscount'),
    taxMinor: amount(cart?.totalCalcTax, 'totalCalcTax'),
    totalMinor: amount(cart?.total, 'total'),
    lines: linesOf(cart?.items ?? [], currency, issues),
    sourceUpdatedAt: time('modified'),
  }
  return { draft, issues, recordName }
}

/** An order in progress goes through steps of which only the times are told. */
function statusOf(record: BlazeTransaction, issues: MappingIssue[]): OrderStatus {
  const status = statusByWord.get(record.status?.toUpperCase() ?? '')
  if (status === undefined) {
    const follows = 'the order counts as pending'
    issues.push(
      record.status === null
        ? partlyMissing('status', follows)
        : unknownValue('status', record.status, follows),
    )
    return 'pending'
  }
  if (status !== 'preparing' && status !== 'accepted') return status
  if (isTold(record.onTheWayTime)) return 'out_for_delivery'
  return isTold(record.packagedTime) ? 'ready' : status
}

const isTold = (time: string | null) => time !== null && time !== '0'

type Items = NonNullable<BlazeTransaction['cart']>['items']

function linesOf(items: Items, currency: string, issues: MappingIssue[]): OrderDraft['lines'] {
  return items.flatMap((item, index) => {
    const field = `cart.items.${index}`
    if (item.quantity === null) {
      issues.push(partlyMissing(`${field}.quantity`, 'the line was left out'))
      return []
    }
    const amount = (name: 'unitPrice' | 'calcDiscount' | 'finalPrice') =>
      amountOf(item[name], currency, `${field}.${name}`, issues)
    return [
      {
        sourceId: item.orderItemId ?? item.id ?? String(index + 1),
        variantSourceId: item.productId,
        name: item.product?.name ?? '',
        quantity: item.quantity,
        unit: /^grams?$/i.test(item.product?.category?.unitType ?? '') ? ('g' as const) : ('each' as const),
        unitPriceMinor: amount('unitPrice'),
        discountMinor: amount('calcDiscount'),
        totalMinor: amount('finalPrice'),
      },
    ]
  })
}
