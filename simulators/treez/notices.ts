import type { NoticeDialect, NoticeDraft } from '../kit/notices/types.ts'
import { levelsOf } from '../kit/stock-levels.ts'
import { createRandom, hash } from '../world/random.ts'
import type { WorldStore } from '../world/store.ts'
import { renderCustomer, renderTicket } from './people.ts'
import { renderProduct } from './render-product.ts'

/**
 * How Treez tells of what happens: whoever manages the store types an address and a token into its portal. Stock that comes
 * or goes is no event. That it tries again, and when, is made up: nothing is published.
 * https://code.treez.io/docs/dispensary-webhook-product
 * @param now epoch ms
 */
export function noticesOf(now: () => number, pictureUrl: (name: string) => string): NoticeDialect {
  const envelope = (store: WorldStore, topic: string, data: object) => ({
    event_type: topic,
    dispensary_short_name: store.profile.key,
    data,
  })
  return {
    tell(store, change): NoticeDraft[] {
      const { profile } = store
      switch (change.of) {
        case 'product': {
          // Nothing says that a product was deleted.
          if (change.kind === 'removed') return []
          const product = store.product(change.index)
          const levels = levelsOf(store.lots(change.index))
          const view = { profile, product, levels, includeDiscounts: true, unmasked: true, pictureUrl }
          const body = envelope(store, 'PRODUCT', renderProduct(view))
          return [{ topic: 'PRODUCT', of: 'product', sourceId: product.id, at: product.updatedAt, body }]
        }
        case 'stock':
          return []
        case 'customer': {
          if (change.kind === 'removed') return []
          const data = renderCustomer(change.customer, profile.timeZone)
          const about = { of: 'customer', sourceId: data.customer_id, at: change.customer.updatedAt } as const
          return [{ ...about, topic: 'CUSTOMER', body: envelope(store, 'CUSTOMER', data) }]
        }
        case 'order': {
          const { order } = change
          const ticket = renderTicket(order, profile.timeZone)
          const { ticket_id, order_number, external_order_number, order_status, revenue_source } = ticket
          const status = { ticket_id, order_number, external_order_number, order_status, revenue_source }
          const draft = (topic: string, data: object): NoticeDraft => ({
            ...{ topic, of: 'order', sourceId: order.id, at: order.updatedAt },
            body: envelope(store, topic, data),
          })
          return [
            // Of a cancelled ticket only the status is told.
            ...(order.status === 'cancelled' ? [] : [draft('TICKET', ticket)]),
            draft('TICKET_STATUS', status),
            draft('TICKET_BY_STATUS', ticket),
          ]
        }
      }
    },
    compose(store, topic) {
      if (topic !== null) return null
      return {
        topic: 'test',
        of: 'test',
        sourceId: null,
        at: now(),
        body: { test: 'test', store: store.profile.key },
      }
    },
    request({ id }, { address, secret }) {
      const trace = createRandom(hash(id)).uuid() + createRandom(hash(id, 'low')).uuid()
      return {
        url: address,
        headers: {
          authorization: `Bearer ${secret}`,
          'content-type': 'application/json',
          'user-agent': 'Apache-HttpClient/4.5.14 (Java/17.0.9)',
          traceparent: `00-${trace.replaceAll('-', '').slice(0, 32)}-${createRandom(hash(id, 'span')).uuid().slice(0, 8)}00000001-01`,
        },
      }
    },
    proof: { header: 'authorization', coversBody: false },
    timeoutMs: 10_000,
    retryMs: [5000, 30_000, 120_000],
    endsAfter: null,
    portal: {
      topics: ['PRODUCT', 'TICKET', 'TICKET_STATUS', 'TICKET_BY_STATUS', 'CUSTOMER'],
      token: true,
    },
    trial: true,
    usualSecret: () => 'DEMO4WEBHOOK4TOKEN4TREEZ',
  }
}
