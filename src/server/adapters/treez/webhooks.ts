import { createHash } from 'node:crypto'
import { idText, noticeFields } from '../kit/notice-body.ts'
import { isOneOf } from '../kit/proof.ts'
import { fieldsOf } from '../kit/source-record.ts'
import type { NoticeChange, WebhookRequest, Webhooks } from '../webhooks.ts'
import { instant } from './time.ts'
import { toCustomerRecord, toTicketRecord } from './to-record.ts'

/**
 * Treez's notices: `{event_type, dispensary_short_name, data}` with a token the store manager chose. There is no signature,
 * no id and no time of the delivery. https://code.treez.io/docs/dispensary-webhook-product and its neighbours
 */
export const webhooks: Webhooks = {
  verify({ headers }, secrets) {
    const token = /^Bearer (.+)$/i.exec(headers['authorization'] ?? '')?.[1] ?? ''
    return isOneOf(token, secrets)
  },
  read(request, account) {
    const fields = noticeFields(request.body)
    if (fields === null) return null
    if (fields['test'] === 'test') {
      const deliveryKey = keyOf('test', request, traceOf(request))
      return { deliveryKey, topic: 'test', occurredAt: null, purpose: 'test', changes: [] }
    }
    const { event_type: topic, dispensary_short_name: dispensary } = fields
    if (typeof topic !== 'string' || topic === '' || !isSameStore(dispensary, account)) return null
    const data = fieldsOf(fields['data'])
    const occurredAt = instant(data['last_updated_at'] ?? data['last_update'])
    // A status may come back to what it was, and such a notice tells no time.
    const deliveryKey = keyOf(topic, request, occurredAt === null ? traceOf(request) : '')
    return { deliveryKey, topic, occurredAt, purpose: 'change', changes: changesOf(topic, data) }
  },
  sample: ({ id, secret }) => ({
    body: JSON.stringify({ test: 'test', id }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
  }),
}

const keyOf = (topic: string, { body }: WebhookRequest, trace: string) =>
  createHash('sha256').update(`${topic}\n${trace}\n`).update(body).digest('hex')

/** The id all tries to tell of one event share, if anything does. https://www.w3.org/TR/trace-context/#trace-id */
const traceOf = ({ headers }: WebhookRequest) =>
  /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(headers['traceparent'] ?? '')?.[1] ?? ''

/** Older stores don't say which they are. */
function isSameStore(named: unknown, account: Readonly<Record<string, string>>): boolean {
  const own = account['dispensary'] ?? ''
  return typeof named !== 'string' || named === '' || named.toLowerCase() === own.toLowerCase()
}

function changesOf(topic: string, data: Record<string, unknown>): NoticeChange[] {
  switch (topic) {
    case 'PRODUCT': {
      // Its quantity isn't masked as in the list of products, so as a record it would differ from what is read.
      const sourceId = idText(data['product_id'])
      return sourceId === null
        ? [{ kind: 'entity', entity: 'products' }]
        : [pointer('products', sourceId), pointer('inventory', sourceId)]
    }
    case 'CUSTOMER': {
      const sourceId = idText(data['customer_id'])
      if (sourceId === null) return [{ kind: 'entity', entity: 'customers' }]
      if (instant(data['last_update']) === null) return [pointer('customers', sourceId)]
      return [{ kind: 'record', entity: 'customers', record: toCustomerRecord(data) }]
    }
    case 'TICKET':
    case 'TICKET_BY_STATUS':
    case 'TICKET_STATUS': {
      const sourceId = idText(data['ticket_id'])
      if (sourceId === null) return [{ kind: 'entity', entity: 'orders' }]
      const { items } = data
      if (!Array.isArray(items) || instant(data['last_updated_at']) === null) {
        return [pointer('orders', sourceId)]
      }
      return [{ kind: 'record', entity: 'orders', record: toTicketRecord(data) }, ...soldOf(data, items)]
    }
    default:
      return []
  }
}

/** Stock has no event of its own; what a finished ticket sold is no longer there. */
function soldOf({ order_status }: Record<string, unknown>, items: unknown[]): NoticeChange[] {
  if (order_status !== 'COMPLETED') return []
  const sold = items.map((item) => idText(fieldsOf(item)['size_id'] ?? fieldsOf(item)['product_id']))
  return [...new Set(sold)].flatMap((id) => (id === null ? [] : [pointer('inventory', id)]))
}

function pointer(entity: 'products' | 'inventory' | 'customers' | 'orders', sourceId: string): NoticeChange {
  return { kind: 'pointer', entity, sourceId }
}
