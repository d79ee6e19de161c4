import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { WebhookRequest } from '../webhooks.ts'
import { webhooks } from './webhooks.ts'

const account = { shop: 'pine-street.myshopify.com', clientSecret: 'hush' }

function request(topic: string, body: unknown, headers: Record<string, string> = {}): WebhookRequest {
  return {
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    headers: {
      'x-shopify-topic': topic,
      'x-shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
      'x-shopify-shop-domain': 'pine-street.myshopify.com',
      'x-shopify-triggered-at': '2026-11-24T10:00:00.290670248Z',
      ...headers,
    },
    query: new URLSearchParams(),
  }
}
const read = (topic: string, body: unknown, headers?: Record<string, string>) =>
  webhooks.read(request(topic, body, headers), account)
const changes = (topic: string, body: unknown) => read(topic, body)?.changes

describe('proof', () => {
  const body = '{"id":788032119674292922,"title":"Example T-Shirt"}'
  const hmac = createHmac('sha256', 'hush').update(body).digest('base64')

  test.each(['x-shopify-hmac-sha256', 'shopify-hmac-sha256'])('a signature in %s', (name) => {
    expect(webhooks.verify(request('products/update', body, { [name]: hmac }), ['hush'])).toBe(true)
    expect(webhooks.verify(request('products/update', body, { [name]: hmac }), ['other'])).toBe(false)
  })

  test('a known vector', () => {
    expect(hmac).toBe('PChQV/s9qVvLuYZx4s3CvtPkNn5M2k1OrvTkc0qHHSM=')
  })

  test('in hex it is another system’s', () => {
    const hex = Buffer.from(hmac, 'base64').toString('hex')
    expect(webhooks.verify(request('a/b', body, { 'x-shopify-hmac-sha256': hex }), ['hush'])).toBe(false)
  })
})

describe('what a notice says', () => {
  test('a time in nanoseconds, and a key of topic and delivery', () => {
    expect(read('products/update', { id: 1 })).toMatchObject({
      deliveryKey: 'products/update:b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
      topic: 'products/update',
      occurredAt: new Date('2026-11-24T10:00:00.290Z'),
      purpose: 'change',
    })
  })

  test('names without the x- are read as well', () => {
    const headers = {
      'shopify-topic': 'orders/create',
      'shopify-webhook-id': '7',
      'shopify-shop-domain': 'pine-street.myshopify.com',
    }
    const body = Buffer.from('{"id":5}')
    expect(webhooks.read({ body, headers, query: new URLSearchParams() }, account)).toMatchObject({
      deliveryKey: 'orders/create:7',
      occurredAt: null,
      changes: [{ kind: 'pointer', entity: 'orders', sourceId: 'gid://shopify/Order/5' }],
    })
  })

  test('ids beyond 2^53 keep their digits', () => {
    expect(changes('products/delete', '{"id":788032119674292922}')).toEqual([
      { kind: 'gone', entity: 'products', sourceId: 'gid://shopify/Product/788032119674292922' },
    ])
  })

  test.each([
    ['products/create', 'products', 'gid://shopify/Product/1'],
    ['customers/update', 'customers', 'gid://shopify/Customer/1'],
    ['orders/cancelled', 'orders', 'gid://shopify/Order/1'],
    ['inventory_levels/update', 'inventory', 'gid://shopify/InventoryLevel/1?inventory_item_id=2'],
  ])('%s points at %s', (topic, entity, sourceId) => {
    expect(changes(topic, { admin_graphql_api_id: sourceId })).toEqual([
      { kind: 'pointer', entity, sourceId },
    ])
  })

  test('a level that was taken away is known by no id: stock is read again', () => {
    expect(changes('inventory_levels/disconnect', { inventory_item_id: 1, location_id: 2 })).toEqual([
      { kind: 'entity', entity: 'inventory' },
    ])
  })

  test('an app that was removed is tried, so that the refusal is seen', () => {
    expect(changes('app/uninstalled', { myshopify_domain: account.shop })).toEqual([
      { kind: 'entity', entity: 'products' },
    ])
  })

  test('requests about a person say whom', () => {
    const body = { shop_domain: account.shop, customer: { id: 191167, email: 'jo@example.test' } }
    expect(read('customers/redact', body)).toMatchObject({
      purpose: 'privacy',
      changes: [{ kind: 'gone', entity: 'customers', sourceId: 'gid://shopify/Customer/191167' }],
    })
    expect(read('customers/data_request', body)).toMatchObject({
      purpose: 'privacy',
      changes: [{ kind: 'pointer', entity: 'customers', sourceId: 'gid://shopify/Customer/191167' }],
    })
    expect(read('shop/redact', { shop_domain: account.shop })).toMatchObject({
      purpose: 'privacy',
      changes: [{ kind: 'entity', entity: 'customers' }],
    })
  })
})

test.each<[string, string, unknown, Record<string, string>]>([
  [
    'the header names another shop',
    'products/update',
    { id: 1 },
    { 'x-shopify-shop-domain': 'harbor.myshopify.com' },
  ],
  ['the header names no shop', 'products/update', { id: 1 }, { 'x-shopify-shop-domain': 'evil.example' }],
  ['the body names another shop than the header', 'shop/redact', { shop_domain: 'harbor.myshopify.com' }, {}],
  ['there is no topic', '', { id: 1 }, {}],
  ['nothing tells it from others', 'products/update', { id: 1 }, { 'x-shopify-webhook-id': '' }],
  ['the body is a list', 'products/update', [], {}],
])('it is none of this connection’s where %s', (_why, topic, body, headers) => {
  expect(read(topic, body, headers)).toBeNull()
})
