import type { WorldCustomer, WorldOrder } from '../world/people-types.ts'
import type { WorldStore } from '../world/store.ts'
import { gid, handleOf, money, moneyBag, otherNumber, productNumber, productTypes, time } from './dialect.ts'
import {
  barcodeOf,
  priceBefore,
  priceOf,
  skuOf,
  statusOf,
  tagsOf,
  titleOf,
  vendorOf,
} from './product-facts.ts'
import { customerNumber, customerTags, renderAddress, wirePhone } from './render-customer.ts'
import { locationNumber } from './render-inventory.ts'
import { financialStatus, fulfillmentStatus, orderName, orderNumber, rungUp } from './render-order.ts'
import { availableOf, type Counted, countStock, levelNumber } from './stock.ts'

/** A product as notices have it: in the shape of the older API, without what shops keep in custom fields. */
export function productBody(store: WorldStore, index: number) {
  const product = store.product(index)
  const [id, variantId] = [
    productNumber('Product', index, product),
    productNumber('ProductVariant', index, product),
  ]
  const available = availableOf(countStock(store, index, product))
  const before = priceBefore(product)
  const [created, updated] = [time(product.updatedAt - 86_400_000), time(product.updatedAt)]
  return {
    admin_graphql_api_id: gid('Product', id),
    body_html: product.description ?? '',
    created_at: created,
    handle: handleOf(titleOf(product), id),
    id,
    product_type: productTypes[product.category],
    published_at: statusOf(product) === 'ACTIVE' ? created : null,
    template_suffix: null,
    title: titleOf(product),
    updated_at: updated,
    vendor: vendorOf(product, store),
    status: statusOf(product).toLowerCase(),
    published_scope: 'web',
    tags: tagsOf(product).join(', '),
    variants: [
      {
        admin_graphql_api_id: gid('ProductVariant', variantId),
        barcode: barcodeOf(product),
        compare_at_price: before === null ? null : money(before),
        created_at: created,
        id: variantId,
        inventory_policy: 'deny',
        position: 1,
        price: money(priceOf(product)),
        product_id: id,
        sku: skuOf(product),
        taxable: product.category !== 'service',
        title: 'Default Title',
        updated_at: updated,
        option1: 'Default Title',
        option2: null,
        option3: null,
        image_id: null,
        inventory_item_id: productNumber('InventoryItem', index, product),
        inventory_quantity: available,
        old_inventory_quantity: available,
      },
    ],
    options: [],
    images: [],
    image: null,
    media: [],
    variant_gids: [{ admin_graphql_api_id: gid('ProductVariant', variantId), updated_at: updated }],
    has_variants_that_requires_components: false,
    category: null,
  }
}

export function levelId(store: WorldStore, index: number, { room }: Pick<Counted, 'room'>): string {
  const item = productNumber('InventoryItem', index, store.product(index))
  return `${gid('InventoryLevel', levelNumber(item, room))}?inventory_item_id=${item}`
}

export function levelBody(store: WorldStore, index: number, level: Counted) {
  return {
    inventory_item_id: productNumber('InventoryItem', index, store.product(index)),
    location_id: locationNumber(level.room),
    available: level.available,
    updated_at: time(level.updatedAt),
    admin_graphql_api_id: levelId(store, index, level),
  }
}

export function customerBody(customer: WorldCustomer) {
  const id = customerNumber(customer)
  const address = renderAddress(customer)
  return {
    id,
    created_at: time(customer.createdAt),
    updated_at: time(customer.updatedAt),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: 'disabled',
    note: null,
    verified_email: customer.email !== null,
    tags: customerTags(customer).join(', '),
    currency: 'USD',
    addresses: address === null ? [] : [{ address1: address.address1, city: address.city, zip: address.zip }],
    admin_graphql_api_id: gid('Customer', id),
    email: customer.email,
    phone: wirePhone(customer),
  }
}

export function orderBody(store: WorldStore, order: WorldOrder) {
  const id = orderNumber(order)
  const shipped = fulfillmentStatus(order)
  return {
    id,
    admin_graphql_api_id: gid('Order', id),
    name: orderName(order),
    created_at: time(order.placedAt),
    updated_at: time(order.updatedAt),
    processed_at: time(order.placedAt),
    cancelled_at: order.status === 'cancelled' ? time(order.updatedAt) : null,
    closed_at: order.completedAt === null ? null : time(order.completedAt),
    currency: 'USD',
    financial_status: financialStatus(order).toLowerCase(),
    fulfillment_status: shipped === 'FULFILLED' ? 'fulfilled' : null,
    source_name: order.fulfilment === 'in_store' ? 'pos' : 'web',
    source_identifier: order.reference,
    tags: order.type === 'medical' ? 'medical' : '',
    test: false,
    total_price: money(order.totalMinor),
    total_price_set: moneyBag(order.totalMinor),
    total_tax: money(order.taxMinor),
    total_discounts: money(order.discountMinor),
    customer: order.customerId === null ? null : { id: customerNumber({ id: order.customerId }) },
    line_items: order.lines.map((line) => {
      const index = store.find(line.productId)
      const { quantity, unitMinor } = rungUp(line)
      return {
        id: otherNumber('LineItem', line.id),
        product_id: index === null ? null : productNumber('Product', index, store.product(index)),
        variant_id: index === null ? null : productNumber('ProductVariant', index, store.product(index)),
        title: line.name,
        quantity,
        price: money(unitMinor),
      }
    }),
  }
}
