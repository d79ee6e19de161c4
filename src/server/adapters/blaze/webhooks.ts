import { createHash } from 'node:crypto'
import type { SyncEntity } from '../../model/sync.ts'
import { idText, noticeFields } from '../kit/notice-body.ts'
import { isOneOf } from '../kit/proof.ts'
import type { NoticeChange, Webhooks } from '../webhooks.ts'
import { timeOf } from './time.ts'
import { TOPIC } from './topic-address.ts'

/**
 * BLAZE's notices: a bare object, with nothing that signs it, says what it is or when it was sent. So the address carries the
 * key and the topic, and what comes is a hint to read again. https://apidocs.blaze.me/getting-started/webhooks-overview
 */
export const webhooks: Webhooks = {
  verify: ({ query }, secrets) => isOneOf(query.get('key') ?? '', secrets),
  read({ body, query }) {
    const fields = noticeFields(body)
    if (fields === null) return null
    const topic = query.get(TOPIC) ?? ''
    const deliveryKey = createHash('sha256').update(`${topic}\n`).update(body).digest('hex')
    if (topic === '') {
      const isTrial = fields['test'] === TRIAL
      return isTrial ? { deliveryKey, topic: 'test', occurredAt: null, purpose: 'test', changes: [] } : null
    }
    // A product's time stands still when only its stock moves.
    const modified = topic === 'UPDATE_PRODUCT' ? null : idText(fields['modified'])
    const occurredAt = timeOf(modified, 'modified', [])
    return { deliveryKey, topic, occurredAt, purpose: 'change', changes: changesOf(topic, fields) }
  },
  sample: ({ id }) => ({
    body: JSON.stringify({ test: TRIAL, id }),
    headers: { 'content-type': 'application/json' },
  }),
}

/** BLAZE has no trial of its own. */
const TRIAL = 'cairn'

function changesOf(topic: string, fields: Record<string, unknown>): NoticeChange[] {
  const about = (entity: SyncEntity, id: unknown): NoticeChange => {
    const sourceId = idText(id)
    return sourceId === null ? { kind: 'entity', entity } : { kind: 'pointer', entity, sourceId }
  }
  switch (topic) {
    case 'UPDATE_PRODUCT':
      return [about('products', fields['id']), about('inventory', fields['id'])]
    case 'NEW_MEMBER':
    case 'UPDATE_MEMBER':
      return [about('customers', fields['id'])]
    // A consumer is somebody's account online, a member the customer; the notice names the first alone.
    case 'NEW_CONSUMER_SIGNUP':
    case 'UPDATE_CONSUMER_USER':
      return [about('customers', fields['memberId'])]
    case 'NEW_CONSUMER_ORDER':
    case 'UPDATE_CONSUMER_ORDER':
      return [about('orders', fields['transactionId'])]
    case 'CREATE_TRANSACTION':
    case 'UPDATE_TRANSACTION':
    case 'CANCEL_TRANSACTION':
    case 'COMPLETE_TRANSACTION':
      return [about('orders', fields['id'])]
    default:
      return []
  }
}
