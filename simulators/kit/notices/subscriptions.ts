import { randomUUID } from 'node:crypto'
import type { NoticeSubscription } from './types.ts'

type Wish = Pick<NoticeSubscription, 'storeKey' | 'topic' | 'address' | 'secret'> &
  Partial<Pick<NoticeSubscription, 'id' | 'owner' | 'details'>>

/** All subscriptions at one vendor. */
export type SubscriptionBook = {
  all(): readonly NoticeSubscription[]
  add(wish: Wish): NoticeSubscription
  change(id: string, changed: Partial<Pick<NoticeSubscription, 'topic' | 'address' | 'details'>>): void
  remove(id: string): void
}

/**
 * @param now epoch ms
 * @param changed is told when somebody begins or ceases to be told of anything
 */
export function createSubscriptionBook(
  saved: readonly NoticeSubscription[],
  now: () => number,
  changed: () => void,
): SubscriptionBook {
  let subscriptions: NoticeSubscription[] = structuredClone([...saved])
  return {
    all: () => subscriptions,
    add({ storeKey, topic, address, secret, ...more }) {
      const added: NoticeSubscription = {
        id: more.id ?? randomUUID(),
        storeKey,
        owner: more.owner ?? '',
        topic,
        address,
        secret,
        details: more.details ?? {},
        createdAt: now(),
        updatedAt: now(),
        failures: 0,
      }
      subscriptions = [...subscriptions, added]
      changed()
      return added
    },
    change(id, fields) {
      const found = subscriptions.find((one) => one.id === id)
      if (found !== undefined) Object.assign(found, fields, { updatedAt: now() })
    },
    remove(id) {
      subscriptions = subscriptions.filter((one) => one.id !== id)
      changed()
    },
  }
}
