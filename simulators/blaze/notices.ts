import type { NoticeDialect, NoticeDraft } from '../kit/notices/types.ts'
import type { WorldStore } from '../world/store.ts'
import { objectId } from './dialect.ts'
import { renderMember, renderTransaction, statusWords } from './people.ts'
import { type PictureUrl, renderProduct } from './render-product.ts'

/**
 * How BLAZE tells of what happens: bare objects that nothing signs. That stock which moves is told as an update of its product,
 * and that it tries again, are made up: nothing is published.
 */
export function noticesOf(pictureUrl: PictureUrl): NoticeDialect {
  const tellProduct = (store: WorldStore, index: number, at: number, gone: object): NoticeDraft => {
    const body = { ...renderProduct(store, index, pictureUrl), ...gone }
    return { topic: 'UPDATE_PRODUCT', of: 'product', sourceId: body.id, at, body }
  }
  return {
    tell(store, change) {
      switch (change.of) {
        case 'product': {
          const gone = change.kind === 'removed' ? { deleted: true, active: false } : {}
          return [tellProduct(store, change.index, store.product(change.index).updatedAt, gone)]
        }
        case 'stock': {
          // Of what is sold out no lot is left to tell when.
          const { updatedAt } = store.product(change.index)
          const at = Math.max(updatedAt, ...store.lots(change.index).map((lot) => lot.updatedAt))
          return [tellProduct(store, change.index, at, {})]
        }
        case 'customer': {
          if (change.kind === 'removed') return []
          const body = renderMember(change.customer)
          const topic = change.kind === 'added' ? 'NEW_MEMBER' : 'UPDATE_MEMBER'
          return [{ topic, of: 'customer', sourceId: body.id, at: change.customer.updatedAt, body }]
        }
        case 'order': {
          const { order, kind } = change
          const about = { of: 'order', sourceId: objectId(order.id), at: order.updatedAt } as const
          const body = renderTransaction(store, order)
          const online = { consumerOrderNo: order.reference, orderStatus: statusWords[order.status] }
          const consumer = kind === 'added' ? 'NEW_CONSUMER_ORDER' : 'UPDATE_CONSUMER_ORDER'
          const ends = { completed: 'COMPLETE_TRANSACTION', cancelled: 'CANCEL_TRANSACTION' } as const
          const end = order.status === 'completed' || order.status === 'cancelled' ? ends[order.status] : null
          return [
            { ...about, topic: kind === 'added' ? 'CREATE_TRANSACTION' : 'UPDATE_TRANSACTION', body },
            ...(end === null ? [] : [{ ...about, topic: end, body }]),
            ...(order.reference === null ? [] : [{ ...about, topic: consumer, body: online }]),
          ]
        }
      }
    },
    // There is no trial, and nothing else that can be had on demand.
    compose: () => null,
    request: (_notice, { address }) => ({ url: address, headers: { 'content-type': 'application/json' } }),
    proof: null,
    timeoutMs: 10_000,
    retryMs: [5000, 30_000, 120_000],
    endsAfter: null,
    portal: { topics: [], token: false },
    trial: false,
    usualSecret: () => '',
  }
}
