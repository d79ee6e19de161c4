import { createHmac } from 'node:crypto'
import type { SyncEntity } from '../../model/sync.ts'
import { idText, noticeFields } from '../kit/notice-body.ts'
import { isOneOf } from '../kit/proof.ts'
import { fieldsOf } from '../kit/source-record.ts'
import { parseInstant } from '../kit/time.ts'
import type { Notice, NoticeChange, WebhookRequest, Webhooks } from '../webhooks.ts'
import { shopHost } from './shop.ts'

/**
 * Shopify's notices: the body is signed with the app's client secret, what identifies and dates a delivery stands in headers.
 * https://shopify.dev/docs/apps/build/webhooks/delivery-structure
 */
export const webhooks: Webhooks = {
  verify(request, secrets) {
    const expected = secrets.map((secret) => secret && signatureOf(request.body, secret))
    return isOneOf(headerOf(request, 'hmac-sha256'), expected)
  },
  read(request, account) {
    const topic = headerOf(request, 'topic').toLowerCase()
    const id = headerOf(request, 'webhook-id')
    const shop = shopHost(headerOf(request, 'shop-domain'))
    const body = noticeFields(request.body)
    if (!topic || !id || !body || shop === null || shop !== shopHost(account['shop'] ?? '')) return null
    // Headers are not signed. Where the body names the shop as well, it must be the same.
    const named = body['shop_domain'] ?? body['myshopify_domain']
    if (typeof named === 'string' && shopHost(named) !== shop) return null
    const test = headerOf(request, 'test') === 'true'
    return {
      // Of a delivery, the same on every try. https://shopify.dev/docs/apps/build/webhooks/ignore-duplicates
      deliveryKey: `${topic}:${id}`,
      topic,
      occurredAt: parseInstant(headerOf(request, 'triggered-at')),
      ...(test ? { purpose: 'test', changes: [] } : saidBy(topic, body)),
    }
  },
  sample: ({ id, secret, now, account }) => ({
    body: sampleBody,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': 'products/update',
      'x-shopify-shop-domain': shopHost(account['shop'] ?? '') ?? '',
      'x-shopify-webhook-id': id,
      'x-shopify-triggered-at': now.toISOString(),
      'x-shopify-test': 'true',
      'x-shopify-hmac-sha256': signatureOf(Buffer.from(sampleBody), secret),
    },
  }),
}

/** As Shopify's own trial deliveries: a product nobody has. */
const sampleBody = JSON.stringify({ id: 1, admin_graphql_api_id: 'gid://shopify/Product/1', title: 'Sample' })

/** Base64 of HMAC-SHA256 over the body as it came. https://shopify.dev/docs/apps/build/webhooks/verify-deliveries */
const signatureOf = (body: Buffer, secret: string) =>
  createHmac('sha256', secret).update(body).digest('base64')

/** The successor of these notices names its headers without the `x-`. */
const headerOf = ({ headers }: WebhookRequest, name: string) =>
  headers[`x-shopify-${name}`] ?? headers[`shopify-${name}`] ?? ''

/** What the first part of a topic is about, and the type in the ids of it. */
const subjects: Record<string, { entity: SyncEntity; type: string }> = {
  products: { entity: 'products', type: 'Product' },
  inventory_levels: { entity: 'inventory', type: 'InventoryLevel' },
  orders: { entity: 'orders', type: 'Order' },
  customers: { entity: 'customers', type: 'Customer' },
}

function saidBy(topic: string, body: Record<string, unknown>): Pick<Notice, 'purpose' | 'changes'> {
  switch (topic) {
    case 'customers/data_request':
    case 'customers/redact': {
      const customer = fieldsOf(body['customer'])
      const kind = topic === 'customers/redact' ? 'gone' : 'pointer'
      return { purpose: 'privacy', changes: changeOf(kind, 'customers', idOf(customer, 'Customer')) }
    }
    case 'shop/redact':
      return { purpose: 'privacy', changes: [{ kind: 'entity', entity: 'customers' }] }
    case 'app/uninstalled':
      // Whatever is read now is refused, and the refusal is what people are told.
      return { purpose: 'change', changes: [{ kind: 'entity', entity: 'products' }] }
  }
  const [subject = '', action] = topic.split('/')
  const about = subjects[subject]
  if (!about) return { purpose: 'change', changes: [] }
  const id = idOf(body, about.type)
  // A level that was taken away is named by its item and location, of which its id doesn't follow.
  if (id === null) return { purpose: 'change', changes: [{ kind: 'entity', entity: about.entity }] }
  return { purpose: 'change', changes: changeOf(action === 'delete' ? 'gone' : 'pointer', about.entity, id) }
}

function changeOf(kind: 'gone' | 'pointer', entity: SyncEntity, sourceId: string | null): NoticeChange[] {
  return sourceId === null ? [] : [{ kind, entity, sourceId }]
}

/** The id the whole API uses; made of the number where the body has no other. */
function idOf(fields: Record<string, unknown>, type: string): string | null {
  const whole = fields['admin_graphql_api_id']
  if (typeof whole === 'string' && whole.startsWith(`gid://shopify/${type}/`)) return whole
  const number = idText(fields['id'])
  return number !== null && /^\d+$/.test(number) ? `gid://shopify/${type}/${number}` : null
}
