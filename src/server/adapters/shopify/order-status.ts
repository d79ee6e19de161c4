import type { MappingIssue } from '../../model/issue.ts'
import type { OrderStatus } from '../../model/order.ts'
import { partlyMissing, unknownValue } from '../kit/issues.ts'
import type { ShopifyOrder } from './people-schema.ts'

/** https://shopify.dev/docs/api/admin-graphql/latest/enums/OrderDisplayFulfillmentStatus */
const fulfilment: Record<string, OrderStatus> = {
  UNFULFILLED: 'pending',
  OPEN: 'pending',
  ON_HOLD: 'pending',
  REQUEST_DECLINED: 'pending',
  SCHEDULED: 'accepted',
  PENDING_FULFILLMENT: 'accepted',
  IN_PROGRESS: 'preparing',
  PARTIALLY_FULFILLED: 'preparing',
  FULFILLED: 'completed',
  RESTOCKED: 'cancelled',
}

/**
 * Where the goods are, as far as that says more than the order:
 * https://shopify.dev/docs/api/admin-graphql/latest/enums/FulfillmentDisplayStatus
 */
const underWay: Record<string, OrderStatus> = {
  READY_FOR_PICKUP: 'ready',
  CONFIRMED: 'out_for_delivery',
  CARRIER_PICKED_UP: 'out_for_delivery',
  IN_TRANSIT: 'out_for_delivery',
  OUT_FOR_DELIVERY: 'out_for_delivery',
  ATTEMPTED_DELIVERY: 'out_for_delivery',
  DELAYED: 'out_for_delivery',
}

/** Every status of an order, for the manifest. */
export const orderStatuses: Record<string, OrderStatus> = {
  ...fulfilment,
  ...underWay,
  CANCELLED: 'cancelled',
  REFUNDED: 'refunded',
}

/** The word that decides: a cancelled order stays one, a refund counts before where the goods are. */
export function wordOf(order: ShopifyOrder): string {
  if (order.cancelledAt !== null) return 'CANCELLED'
  if (order.displayFinancialStatus?.toUpperCase() === 'REFUNDED') return 'REFUNDED'
  const latest = order.fulfillments
    .toSorted((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? ''))
    .at(-1)
  const shown = latest?.displayStatus?.toUpperCase() ?? ''
  return shown in underWay ? shown : (order.displayFulfillmentStatus?.toUpperCase() ?? '')
}

/** What isn't known counts as pending, and is named. */
export function statusOf(order: ShopifyOrder, issues: MappingIssue[]): OrderStatus {
  const word = wordOf(order)
  const status = Object.hasOwn(orderStatuses, word) ? orderStatuses[word] : undefined
  if (status) return status
  const field = 'displayFulfillmentStatus'
  issues.push(
    word === ''
      ? partlyMissing(field, 'the order counts as pending')
      : unknownValue(field, word, 'the order counts as pending'),
  )
  return 'pending'
}
