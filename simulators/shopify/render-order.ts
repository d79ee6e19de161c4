import type { WorldOrder, WorldOrderLine } from '../world/people-types.ts'
import { hash } from '../world/random.ts'
import { connectInOrder, type ListArgs } from './connection.ts'
import type { ShopContext } from './context.ts'
import { gid, money, moneyBag, otherNumber, time } from './dialect.ts'
import { metafieldsOf } from './metafields.ts'
import { skuOf, vendorOf } from './product-facts.ts'
import { renderAddress, wirePhone } from './render-customer.ts'

export const orderNumber = ({ id }: Pick<WorldOrder, 'id'>) => otherNumber('Order', id)

/** What stands on the order's receipt and in every list of orders. */
export const orderName = ({ number }: WorldOrder) => `#${number}`

/** A weight that isn't whole is rung up as one piece of that weight: quantities have no decimals. */
export function rungUp({ quantity, unitPriceMinor }: WorldOrderLine) {
  return Number.isInteger(quantity)
    ? { quantity, unitMinor: unitPriceMinor, portion: null }
    : { quantity: 1, unitMinor: Math.round(unitPriceMinor * quantity), portion: `${quantity} g` }
}

export function financialStatus({ status, reference }: WorldOrder): string {
  if (status === 'cancelled') return 'VOIDED'
  // What was ordered from outside was paid there.
  return status === 'completed' || reference !== null ? 'PAID' : 'PENDING'
}

export function fulfillmentStatus({ status }: WorldOrder): string {
  switch (status) {
    case 'pending':
    case 'cancelled':
      return 'UNFULFILLED'
    case 'preparing':
    case 'ready':
      return 'IN_PROGRESS'
    case 'out_for_delivery':
    case 'completed':
      return 'FULFILLED'
  }
}

/** Where the goods are, which the order itself doesn't say; null while nothing was handed over or laid out. */
export function displayStatus({ status, fulfilment }: WorldOrder): string | null {
  if (status === 'out_for_delivery') return 'OUT_FOR_DELIVERY'
  if (status === 'ready') return fulfilment === 'pickup' ? 'READY_FOR_PICKUP' : null
  if (status !== 'completed') return null
  return { in_store: 'FULFILLED', pickup: 'PICKED_UP', delivery: 'DELIVERED' }[fulfilment]
}

function renderFulfillments(order: WorldOrder) {
  const shown = displayStatus(order)
  if (shown === null) return []
  const number = otherNumber('Fulfillment', order.id)
  return [
    {
      __typename: 'Fulfillment',
      id: gid('Fulfillment', number),
      legacyResourceId: String(number),
      name: `${orderName(order)}.1`,
      status: 'SUCCESS',
      displayStatus: shown,
      totalQuantity: order.lines.reduce((sum, line) => sum + rungUp(line).quantity, 0),
      createdAt: time(order.completedAt ?? order.updatedAt),
      updatedAt: time(order.updatedAt),
      deliveredAt: order.completedAt === null ? null : time(order.completedAt),
    },
  ]
}

function renderLine(line: WorldOrderLine, order: WorldOrder, context: ShopContext) {
  const { store, objects } = context
  const { quantity, unitMinor, portion } = rungUp(line)
  // Null once the product is gone; what was sold stays on the receipt.
  const index = store.find(line.productId)
  const product = index === null ? null : store.product(index)
  const left = order.status === 'cancelled' ? 0 : quantity
  const share = order.subtotalMinor - order.discountMinor
  const tax = share === 0 ? 0 : Math.round((order.taxMinor * line.totalMinor) / share)
  return {
    __typename: 'LineItem',
    id: gid('LineItem', otherNumber('LineItem', line.id)),
    title: line.name,
    name: portion === null ? line.name : `${line.name} - ${portion}`,
    variantTitle: portion,
    vendor: product === null ? null : vendorOf(product, store),
    sku: product === null ? null : skuOf(product),
    quantity,
    currentQuantity: left,
    refundableQuantity: left,
    unfulfilledQuantity: fulfillmentStatus(order) === 'FULFILLED' ? 0 : left,
    requiresShipping: order.fulfilment === 'delivery',
    taxable: true,
    originalUnitPrice: money(unitMinor),
    originalUnitPriceSet: moneyBag(unitMinor),
    originalTotalSet: moneyBag(line.totalMinor + line.discountMinor),
    totalDiscountSet: moneyBag(line.discountMinor),
    discountedTotalSet: moneyBag(line.totalMinor),
    discountedUnitPriceSet: moneyBag(Math.round(line.totalMinor / quantity)),
    discountedUnitPriceAfterAllDiscountsSet: moneyBag(Math.round(line.totalMinor / quantity)),
    taxLines: [taxLine(tax)],
    product: () => (index === null ? null : objects.product(index)),
    variant: () => (index === null ? null : objects.variant(index)),
  }
}

const taxLine = (minor: number) => ({
  title: 'State and local tax',
  rate: 0.1525,
  ratePercentage: 15.25,
  price: money(minor),
  priceSet: moneyBag(minor),
  channelLiable: false,
})

export function renderOrder(order: WorldOrder, context: ShopContext) {
  const { store, objects } = context
  const number = orderNumber(order)
  const id = gid('Order', number)
  const customer = store.people().customers.find((one) => one.id === order.customerId)
  const paid = financialStatus(order) === 'PAID'
  const cancelled = order.status === 'cancelled'
  const net = order.subtotalMinor - order.discountMinor
  const [room] = store.profile.rooms
  const delivered = order.fulfilment === 'delivery'
  const lines = () => order.lines.map((line) => renderLine(line, order, context))
  return {
    __typename: 'Order',
    id,
    legacyResourceId: String(number),
    name: orderName(order),
    number: 1000 + (hash(order.id, 'number') % 1_000_000),
    confirmationNumber: order.number,
    sourceIdentifier: order.reference,
    sourceName: order.fulfilment === 'in_store' ? 'pos' : 'web',
    createdAt: time(order.placedAt),
    processedAt: time(order.placedAt),
    updatedAt: time(order.updatedAt),
    closed: order.completedAt !== null,
    closedAt: order.completedAt === null ? null : time(order.completedAt),
    cancelledAt: cancelled ? time(order.updatedAt) : null,
    cancelReason: cancelled ? 'CUSTOMER' : null,
    confirmed: true,
    test: false,
    displayFinancialStatus: financialStatus(order),
    displayFulfillmentStatus: fulfillmentStatus(order),
    fullyPaid: paid,
    unpaid: !paid,
    currencyCode: 'USD',
    presentmentCurrencyCode: 'USD',
    taxesIncluded: false,
    subtotalPriceSet: moneyBag(net),
    totalDiscountsSet: moneyBag(order.discountMinor),
    totalTaxSet: moneyBag(order.taxMinor),
    totalShippingPriceSet: moneyBag(0),
    totalPriceSet: moneyBag(order.totalMinor),
    currentSubtotalPriceSet: moneyBag(cancelled ? 0 : net),
    currentTotalDiscountsSet: moneyBag(cancelled ? 0 : order.discountMinor),
    currentTotalTaxSet: moneyBag(cancelled ? 0 : order.taxMinor),
    currentTotalPriceSet: moneyBag(cancelled ? 0 : order.totalMinor),
    originalTotalPriceSet: moneyBag(order.totalMinor),
    totalReceivedSet: moneyBag(paid ? order.totalMinor : 0),
    totalOutstandingSet: moneyBag(paid || cancelled ? 0 : order.totalMinor),
    totalRefundedSet: moneyBag(0),
    netPaymentSet: moneyBag(paid ? order.totalMinor : 0),
    subtotalLineItemsQuantity: order.lines.reduce((sum, line) => sum + rungUp(line).quantity, 0),
    taxLines: [taxLine(order.taxMinor)],
    discountCodes: [],
    paymentGatewayNames: paid ? ['manual'] : [],
    note: null,
    tags: order.type === 'medical' ? ['medical'] : [],
    email: customer?.email ?? null,
    phone: customer === undefined ? null : wirePhone(customer),
    customer: () => (customer === undefined ? null : objects.customer(customer)),
    shippingAddress: delivered && customer !== undefined ? renderAddress(customer) : null,
    billingAddress: null,
    requiresShipping: delivered,
    shippingLine:
      order.fulfilment === 'in_store'
        ? null
        : {
            id: gid('ShippingLine', otherNumber('ShippingLine', order.id)),
            title: delivered ? 'Local delivery' : 'In-store pickup',
            code: delivered ? 'LOCAL_DELIVERY' : 'PICKUP',
            originalPriceSet: moneyBag(0),
            discountedPriceSet: moneyBag(0),
          },
    retailLocation: () => (order.fulfilment === 'in_store' && room ? objects.location(room) : null),
    fulfillments: renderFulfillments(order),
    lineItems: (args: ListArgs) => connectInOrder(lines(), args, context),
    transactions: [],
    refunds: [],
    ...metafieldsOf({ id, type: 'ORDER', updatedAt: order.updatedAt }, () => []),
  }
}
