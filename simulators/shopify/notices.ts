import { createHmac } from 'node:crypto'
import type { NoticeDialect, NoticeDraft } from '../kit/notices/types.ts'
import { createRandom, hash } from '../world/random.ts'
import type { WorldStore } from '../world/store.ts'
import type { StoreChange } from '../world/store-change.ts'
import { demoApp } from './apps.ts'
import { gid, otherNumber, productNumber, shopDomain } from './dialect.ts'
import { customerBody, levelBody, levelId, orderBody, productBody } from './notice-bodies.ts'
import { personOrOrder } from './people-ledger.ts'
import { customerNumber } from './render-customer.ts'
import { orderNumber } from './render-order.ts'
import { countStock } from './stock.ts'

const hours = 3_600_000

/** Eight more tries over four hours; only the number and the span are published. */
const retryMs = Array.from({ length: 8 }, (_, tries) => (4 * hours * 2 ** tries) / 255)

/** Of payloads: a setting of the app. */
const payloadVersion = '2026-07'

/** How Shopify tells of what happens. https://shopify.dev/docs/apps/build/webhooks/subscribe/https @param now epoch ms */
export const noticesOf = (now: () => number): NoticeDialect => ({
  tell(store, change) {
    switch (change.of) {
      case 'product':
        return [tellProduct(store, change, now())]
      case 'stock':
        return tellStock(store, change, now())
      case 'customer':
        return [tellCustomer(change, now())]
      case 'order':
        return tellOrder(store, change)
    }
  },
  compose(store, topic, sourceId) {
    const about = { at: now(), sourceId: null }
    const shop = { shop_id: otherNumber('Shop', store.profile.key), shop_domain: shopDomain(store) }
    switch (topic) {
      case null:
        return { ...about, topic: 'products/update', of: 'test', body: { id: 1, title: 'Sample' } }
      case 'app/uninstalled':
        return {
          ...about,
          topic,
          of: 'account',
          body: { id: shop.shop_id, myshopify_domain: shop.shop_domain },
        }
      case 'shop/redact':
        return { ...about, topic, of: 'privacy', body: shop }
      case 'customers/redact':
      case 'customers/data_request': {
        const found = customerNamed(store, sourceId)
        if (found === null) return null
        const ids = store
          .people()
          .orders.filter(({ customerId }) => customerId === found.id)
          .map(orderNumber)
        const customer = { id: customerNumber(found), email: found.email, phone: found.phone }
        const orders = topic === 'customers/redact' ? { orders_to_redact: ids } : { orders_requested: ids }
        const body = { ...shop, customer, ...orders }
        return { ...about, topic, of: 'privacy', sourceId: gid('Customer', customer.id), body }
      }
    }
    return null
  },
  request({ id, topic, of, at, body }, { address, secret, storeKey, details }) {
    return {
      url: address,
      headers: {
        'user-agent': 'Shopify-Captain-Hook',
        'content-type': 'application/json',
        'x-shopify-topic': topic,
        'x-shopify-shop-domain': shopDomain({ profile: { key: storeKey } }),
        'x-shopify-api-version': payloadVersion,
        'x-shopify-webhook-id': id,
        // The same for all that tell of one event.
        'x-shopify-event-id': createRandom(hash(at, body)).uuid(),
        // In nanoseconds, as only they do.
        'x-shopify-triggered-at': new Date(at).toISOString().replace('Z', '290248Z'),
        'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
        ...(of === 'test' && { 'x-shopify-test': 'true' }),
        ...(typeof details['name'] === 'string' && { 'x-shopify-name': details['name'] }),
      },
    }
  },
  proof: { header: 'x-shopify-hmac-sha256', coversBody: true },
  timeoutMs: 5000,
  retryMs,
  endsAfter: 8,
  // Nothing else stands in an app's configuration; the rest is subscribed to by the API.
  portal: { topics: ['customers/data_request', 'customers/redact', 'shop/redact'], token: false },
  trial: true,
  usualSecret: () => demoApp.secret,
})

type Of<T extends StoreChange['of']> = Extract<StoreChange, { of: T }>
const actions = { added: 'create', changed: 'update', removed: 'delete' } as const

function tellProduct(store: WorldStore, { kind, index }: Of<'product'>, now: number): NoticeDraft {
  const product = store.product(index)
  const number = productNumber('Product', index, product)
  return {
    topic: `products/${actions[kind]}`,
    of: 'product',
    sourceId: gid('Product', number),
    at: kind === 'removed' ? now : product.updatedAt,
    body: kind === 'removed' ? { id: number } : productBody(store, index),
  }
}

/** Levels that moved, came or went. */
function tellStock(store: WorldStore, { index, before }: Of<'stock'>, now: number): NoticeDraft[] {
  const product = store.product(index)
  const was = countStock({ ...store, lots: () => before }, index, product)
  const is = countStock(store, index, product)
  const draft = (topic: string, level: (typeof is)[number], body: object): NoticeDraft => ({
    topic: `inventory_levels/${topic}`,
    of: 'stock',
    sourceId: levelId(store, index, level),
    at: level.updatedAt,
    body,
  })
  return [
    ...is.flatMap((level) => {
      const old = was.find(({ room }) => room.id === level.room.id)
      const body = levelBody(store, index, level)
      if (old === undefined) return [draft('connect', level, body), draft('update', level, body)]
      return old.available === level.available ? [] : [draft('update', level, body)]
    }),
    ...was
      .filter(({ room }) => !is.some((level) => level.room.id === room.id))
      .map((level) => {
        const { inventory_item_id, location_id } = levelBody(store, index, level)
        return draft('disconnect', { ...level, updatedAt: now }, { inventory_item_id, location_id })
      }),
  ]
}

function tellCustomer({ kind, customer }: Of<'customer'>, now: number): NoticeDraft {
  const body = customerBody(customer)
  return {
    topic: `customers/${actions[kind]}`,
    of: 'customer',
    sourceId: body.admin_graphql_api_id,
    at: kind === 'removed' ? now : customer.updatedAt,
    body: kind === 'removed' ? { id: body.id, admin_graphql_api_id: body.admin_graphql_api_id } : body,
  }
}

/** A step of an order may be several events. */
function tellOrder(store: WorldStore, { kind, order }: Of<'order'>): NoticeDraft[] {
  const body = orderBody(store, order)
  const topics = [
    kind === 'added' ? 'create' : 'updated',
    ...(order.status === 'cancelled' ? ['cancelled'] : []),
    ...(order.status === 'completed' ? ['fulfilled', 'paid'] : []),
  ]
  return topics.map((topic) => ({
    topic: `orders/${topic}`,
    of: 'order',
    sourceId: body.admin_graphql_api_id,
    at: order.updatedAt,
    body,
  }))
}

/** The customer of that id; the first of all when none is asked for. */
function customerNamed(store: WorldStore, sourceId: string | null) {
  const { customers } = store.people()
  if (sourceId === null) return customers[0] ?? null
  const id = personOrOrder(store, sourceId) ?? sourceId
  return customers.find((one) => one.id === id) ?? null
}
